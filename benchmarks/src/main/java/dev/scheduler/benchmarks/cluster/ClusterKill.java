package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Three nodes and twenty one-server tasks that fire every second, while one node after the other is killed as {@code kill -9}
 * does and started again: what it costs in scheduled times that never start, that start twice, and in lateness.
 */
public final class ClusterKill {

    private static final Cell CELL = new Cell(3, 20);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int SECONDS_BETWEEN_KILLS = 10;

    /** So that a kill may meet bodies at work. */
    private static final long WORK_MILLIS = 200;

    /** So long may a start be late and still count. */
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private ClusterKill() {}

    /** {@code [seconds] [contestant ...]}: 60 seconds and every contestant unless told. */
    public static void run(String[] options) throws IOException, InterruptedException {
        Logs.onlyWarnings();
        Selection selection = Selection.of(options, 60, List.of(CELL));
        Table table = new Table(
                "contestant",
                "nodes",
                "tasks",
                "kills",
                "scheduled",
                "never",
                "unexplained",
                "twice",
                "p50_ms",
                "p99_ms",
                "max_ms",
                "split_percent");
        try (Servers servers = Servers.start()) {
            for (Cell cell : selection.cells()) {
                for (String contestant : selection.contestants()) {
                    table.add(measure(servers, contestant, cell, selection.seconds()));
                }
            }
        }
        table.print();
    }

    private static String[] measure(Servers servers, String contestant, Cell cell, int seconds)
            throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(contestant, cell, WORK_MILLIS, servers)) {
            Instant from = Moments.secondAfter(WARM_UP);
            Instant until = from.plusSeconds(seconds);
            int kills = seconds / SECONDS_BETWEEN_KILLS;
            for (int kill = 0; kill < kills; kill++) {
                Moments.await(moment(from, kill, kills));
                cluster.crash(kill % cell.nodes());
            }
            Moments.await(until.plus(DRAIN));
            Starts starts = Starts.count(servers, cell.tasks(), from, until);
            return row(contestant, cell, kills, starts, unexplained(servers, contestant, cell, from, until));
        }
    }

    /** Of what never started, what no record explains once a dead node has been noticed by the others. */
    private static long unexplained(Servers servers, String name, Cell cell, Instant from, Instant until)
            throws InterruptedException {
        Contestant contestant = Contestant.named(name);
        List<List<String>> never = Starts.never(servers, cell.tasks(), from, until);
        Instant latest = Instant.now().plus(contestant.noticesWithin());
        while (true) {
            long unexplained = never.stream()
                    .filter(row -> !contestant.explains(
                            servers.scheduling(),
                            Integer.parseInt(row.get(0)),
                            Instant.ofEpochSecond(Long.parseLong(row.get(1)))))
                    .count();
            if (unexplained == 0 || latest.isBefore(Instant.now())) {
                return unexplained;
            }
            Thread.sleep(1_000);
        }
    }

    /** In the middle between two, and each at another part of a second: some meet tasks at work, some do not. */
    private static Instant moment(Instant from, int kill, int kills) {
        return from.plusMillis(
                1_000L * (SECONDS_BETWEEN_KILLS * kill + SECONDS_BETWEEN_KILLS / 2) + 1_000L * kill / kills);
    }

    private static String[] row(String contestant, Cell cell, int kills, Starts starts, long unexplained) {
        return String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%d,%d,%d,%d,%d,%.0f,%.0f,%.0f,%s",
                        contestant,
                        cell.nodes(),
                        cell.tasks(),
                        kills,
                        starts.scheduled(),
                        starts.never(),
                        unexplained,
                        starts.again(),
                        starts.medianMillis(),
                        starts.p99Millis(),
                        starts.worstMillis(),
                        starts.split())
                .split(",", -1);
    }
}
