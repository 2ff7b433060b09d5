package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One-server tasks that all fire at every full second, on one to four nodes and one PostgreSQL that loses nothing: how often
 * each scheduled time starts, how late, and at what cost. The contestants take turns in each cell.
 */
public final class ClusterBenchmark {

    /** So long before the compilers of the nodes and the pages of the database have settled. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    /** So long before the measurement the database learns what its tables hold, as it does by itself after a minute. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** So long may a start be late and still count. */
    private static final Duration DRAIN = Duration.ofSeconds(4);

    /** Between two bursts: what one second causes is read together with it. */
    private static final Duration BEFORE_THE_SECOND = Duration.ofMillis(20);

    private ClusterBenchmark() {}

    /** {@code [seconds] [contestant|cell ...]}: 20 seconds, every contestant and every cell unless told. */
    public static void run(String[] options) throws IOException, InterruptedException {
        Logs.onlyWarnings();
        Selection selection = Selection.of(options, 20, Cell.ALL);
        Table table = new Table(
                "contestant",
                "nodes",
                "tasks",
                "scheduled",
                "min_starts",
                "max_starts",
                "never",
                "twice",
                "p50_ms",
                "p99_ms",
                "max_ms",
                "statements_per_fire",
                "transactions_per_fire",
                "wal_bytes_per_fire",
                "nodes_cpu_s",
                "database_cpu_s",
                "warnings",
                "split_percent");
        try (Servers servers = Servers.start()) {
            for (Cell cell : selection.cells()) {
                for (String contestant : selection.contestants()) {
                    table.add(measure(servers, contestant, cell, selection.seconds()));
                }
            }
        }
        table.print();
        System.out.println("Statements and logs of each cell: " + Cluster.LOGS);
    }

    private static String[] measure(Servers servers, String contestant, Cell cell, int seconds)
            throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(contestant, cell, 0, servers)) {
            Instant from = Moments.secondAfter(WARM_UP);
            Instant until = from.plusSeconds(seconds);
            Moments.await(from.minus(SETTLED));
            servers.analyze();
            Moments.await(from.minus(BEFORE_THE_SECOND));
            Meter meter = Meter.start(servers, cluster);
            Moments.await(until.minus(BEFORE_THE_SECOND));
            Cost cost = meter.stop(statements(contestant, cell));
            Moments.await(until.plus(DRAIN));
            return row(contestant, cell, Starts.count(servers, cell.tasks(), from, until), cost, cluster.complaints());
        }
    }

    private static Path statements(String contestant, Cell cell) {
        return Cluster.LOGS.resolve(contestant + "-" + cell + "-statements.txt");
    }

    private static String[] row(String contestant, Cell cell, Starts starts, Cost cost, long complaints) {
        return String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%d,%d,%d,%d,%d,%.0f,%.0f,%.0f,%.2f,%.2f,%.0f,%.1f,%.1f,%d,%s",
                        contestant,
                        cell.nodes(),
                        cell.tasks(),
                        starts.scheduled(),
                        starts.least(),
                        starts.most(),
                        starts.never(),
                        starts.again(),
                        starts.medianMillis(),
                        starts.p99Millis(),
                        starts.worstMillis(),
                        cost.statementsPerFire(),
                        cost.transactionsPerFire(),
                        cost.walPerFire(),
                        cost.nodesCpu(),
                        cost.databaseCpu(),
                        complaints,
                        starts.split())
                .split(",", -1);
    }
}
