package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Up to when each task's scheduled times are accounted for, and how many rows there are of it. */
final class Marks {

    private final JdbcTemplate database;

    Marks(JdbcTemplate database) {
        this.database = database;
    }

    Map<String, Instant> all() {
        Map<String, Instant> marks = new TreeMap<>();
        database.query("SELECT name, accounted_until AT TIME ZONE 'UTC' AS mark FROM scheduler_task", row -> {
            marks.put(row.getString("name"), row.getTimestamp("mark").toInstant());
        });
        return marks;
    }

    /** Waits until the marks of these tasks have passed an instant. */
    void awaitPast(Instant instant, Collection<String> tasks, Duration most) {
        Await.until(
                () -> "the marks have not passed " + instant + ": " + all(),
                most,
                () -> tasks.stream()
                        .allMatch(task -> all().getOrDefault(task, Instant.MIN).isAfter(instant)));
    }

    /** Waits until there are no more rows of each of these tasks than this. */
    void awaitRows(int atMost, Collection<String> tasks, Duration most) {
        Await.until(
                () -> "more than " + atMost + " rows: " + rows(),
                most,
                () -> tasks.stream().allMatch(task -> rows().getOrDefault(task, 0L) <= atMost));
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        database.query("SELECT task, count(*) AS rows FROM scheduler_execution GROUP BY task", row -> {
            rows.put(row.getString("task"), row.getLong("rows"));
        });
        return rows;
    }

    /** The ids of the nodes that answer for the schedules. */
    Set<String> setters() {
        return Set.copyOf(database.queryForList("SELECT DISTINCT set_by FROM scheduler_task", String.class));
    }

    /** When schedules that are not judged to their end yet have ended, by task. */
    Map<String, Instant> ended() {
        Map<String, Instant> ended = new TreeMap<>();
        database.query("SELECT task, ended_at AT TIME ZONE 'UTC' AS ended FROM scheduler_ended_schedule", row -> {
            ended.put(row.getString("task"), row.getTimestamp("ended").toInstant());
        });
        return ended;
    }
}
