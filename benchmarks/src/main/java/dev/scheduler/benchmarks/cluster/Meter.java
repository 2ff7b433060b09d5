package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Reads what a cluster uses, from now on. It asks from another database of the same server, so that its own statements do not
 * count.
 */
final class Meter {

    private static final String DATABASE = "postgres";
    private static final String STATEMENTS =
            "pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid AND d.datname = '" + Servers.SCHEDULING + "'";
    private static final String TRANSACTIONS =
            "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + Servers.SCHEDULING + "'";
    private static final String LIST = "SELECT sum(calls) || ' calls, ' || sum(rows) || ' rows, '"
            + " || round(sum(total_exec_time)) || ' ms, ' || sum(wal_bytes) || ' WAL bytes, '"
            + " || sum(wal_fpi) || ' page images: ' || start FROM (SELECT s.*,"
            + " left(regexp_replace(query, '\\s+', ' ', 'g'), 60) start FROM " + STATEMENTS
            + ") q GROUP BY start ORDER BY sum(calls) DESC";

    private final Servers servers;
    private final Cluster cluster;
    private final Instant begin;
    private final double nodesCpu;
    private final double databaseCpu;
    private final String position;
    private final long transactions;

    private Meter(Servers servers, Cluster cluster) {
        this.servers = servers;
        this.cluster = cluster;
        ask("SELECT pg_stat_statements_reset()");
        begin = Instant.now();
        nodesCpu = cluster.cpuSeconds();
        databaseCpu = servers.scheduling().cpuSeconds();
        position = ask("SELECT pg_current_wal_insert_lsn()").get(0);
        transactions = number(TRANSACTIONS);
    }

    static Meter start(Servers servers, Cluster cluster) {
        return new Meter(servers, cluster);
    }

    /** What was used since the start; the statements are listed in a file. */
    Cost stop(Path list) throws IOException {
        long wal = number("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + position + "')");
        double nodes = cluster.cpuSeconds() - nodesCpu;
        double database = servers.scheduling().cpuSeconds() - databaseCpu;
        long statements = number("SELECT coalesce(sum(calls), 0) FROM " + STATEMENTS);
        long ended = number(TRANSACTIONS) - transactions;
        Instant end = Instant.now();
        if (number("SELECT dealloc FROM pg_stat_statements_info") > 0) {
            throw new IllegalStateException("pg_stat_statements forgot statements: raise its maximum");
        }
        Files.write(list, ask(LIST));
        return new Cost(servers.startedBetween(begin, end), statements, ended, wal, nodes, database);
    }

    private long number(String sql) {
        return Long.parseLong(ask(sql).get(0));
    }

    /** The first column. */
    private List<String> ask(String sql) {
        return servers.scheduling().query(DATABASE, sql).stream()
                .map(row -> row.get(0))
                .toList();
    }
}
