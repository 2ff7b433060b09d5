package dev.scheduler.benchmarks.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of the scheduled times of a span of time.
 *
 * @param scheduled how many there were
 * @param least starts of the one that started least often
 * @param most starts of the one that started most often
 * @param never how many did not start
 * @param again how many started more than once
 * @param medianMillis how late starts were
 * @param p99Millis the same
 * @param worstMillis the same
 * @param split per cent of the starts, by node
 */
record Starts(
        long scheduled,
        long least,
        long most,
        long never,
        long again,
        double medianMillis,
        double p99Millis,
        double worstMillis,
        String split) {

    private static final String TIMES = "SELECT count(*), coalesce(min(n), 0), coalesce(max(n), 0),"
            + " count(*) FILTER (WHERE n > 1)"
            + " FROM (SELECT count(*) n FROM started WHERE scheduled >= ? AND scheduled < ? GROUP BY task, scheduled) t";
    private static final String LATENESS = "SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY late), 0),"
            + " coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY late), 0), coalesce(max(late), 0)"
            + " FROM (SELECT extract(epoch FROM at - scheduled)::float8 * 1000 late"
            + " FROM started WHERE scheduled >= ? AND scheduled < ?) t";
    private static final String SPLIT = "SELECT round(100.0 * count(*) / sum(count(*)) OVER ()) FROM started"
            + " WHERE scheduled >= ? AND scheduled < ? GROUP BY node ORDER BY node";

    /** Counts those of tasks that fire every second. */
    static Starts count(Servers servers, int tasks, Instant from, Instant until) {
        long scheduled = tasks * Duration.between(from, until).toSeconds();
        List<String> times = ask(servers, TIMES, from, until).get(0);
        List<String> late = ask(servers, LATENESS, from, until).get(0);
        long never = scheduled - Long.parseLong(times.get(0));
        return new Starts(
                scheduled,
                never > 0 ? 0 : Long.parseLong(times.get(1)),
                Long.parseLong(times.get(2)),
                never,
                Long.parseLong(times.get(3)),
                Double.parseDouble(late.get(0)),
                Double.parseDouble(late.get(1)),
                Double.parseDouble(late.get(2)),
                ask(servers, SPLIT, from, until).stream().map(row -> row.get(0)).collect(Collectors.joining("/")));
    }

    /** The scheduled times that never started, each as the task's number and the time in seconds since the epoch. */
    static List<List<String>> never(Servers servers, int tasks, Instant from, Instant until) {
        return servers.bodies()
                .query(
                        Servers.BODIES,
                        "SELECT task, extract(epoch FROM scheduled)::bigint"
                                + " FROM generate_series(0, ? - 1) task, generate_series(?, ?, interval '1 second') scheduled"
                                + " EXCEPT SELECT task, extract(epoch FROM scheduled)::bigint FROM started",
                        tasks,
                        Servers.time(from),
                        Servers.time(until.minusSeconds(1)));
    }

    private static List<List<String>> ask(Servers servers, String sql, Instant from, Instant until) {
        return servers.bodies().query(Servers.BODIES, sql, Servers.time(from), Servers.time(until));
    }
}
