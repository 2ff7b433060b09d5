package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Forgets what is too old or too much, a task at a time and in small statements. The last success and the last failure of
 * a task stay, and so does every claim whose scheduled time is not accounted for yet: while its row is there, nobody can
 * claim it again, and from then on the mark forbids it. To be done by one node at a time.
 */
public final class Purge {

    private static final int MOST_ROWS = 500;

    private final Database database;
    private final String table;
    private final int count;
    private final Duration age;

    /**
     * @param count the most rows to keep of a task, at least 1
     * @param age how long to keep them
     */
    public Purge(Database database, int count, Duration age) {
        if (count < 1) {
            throw new IllegalArgumentException("A task's history keeps at least 1 execution, not " + count);
        }
        this.database = database;
        this.table = database.tables().execution();
        this.count = count;
        this.age = age;
    }

    /** Purges the rows of all tasks, and returns how many there were. */
    public long all(Instant now) {
        String sql = "SELECT DISTINCT task FROM " + table;
        List<String> tasks = database.call(connection -> database.query(connection, row -> row.getString(1), sql));
        return tasks.stream().mapToLong(task -> task(task, now)).sum();
    }

    /** Purges the rows of one task, and returns how many there were. */
    public long task(String task, Instant now) {
        LocalDateTime before = database.call(connection -> bound(connection, task, Utc.of(now.minus(age))));
        List<String> kept = database.call(connection -> lasts(connection, task));
        long purged = 0;
        int last;
        do {
            last = database.call(connection -> delete(connection, task, before, kept));
            purged += last;
        } while (last == MOST_ROWS);
        return purged;
    }

    /** What was scheduled earlier than this goes. */
    private LocalDateTime bound(Connection connection, String task, LocalDateTime byAge) throws SQLException {
        String sql = "SELECT scheduled_time FROM " + table
                + " WHERE task = ? ORDER BY scheduled_time DESC LIMIT 1 OFFSET " + (count - 1);
        return database.query(connection, row -> row.getObject(1, LocalDateTime.class), sql, task).stream()
                .filter(byCount -> byCount.isAfter(byAge))
                .findFirst()
                .orElse(byAge);
    }

    private List<String> lasts(Connection connection, String task) throws SQLException {
        String newest = " ORDER BY scheduled_time DESC, id DESC LIMIT 1)";
        String from = "(SELECT id FROM " + table + " WHERE task = ? AND state ";
        String sql =
                from + "= 'SUCCEEDED'" + newest + " UNION ALL " + from + "IN ('FAILED', 'TIMED_OUT', 'LOST')" + newest;
        return database.query(connection, row -> row.getString(1), sql, task, task);
    }

    /** The inner query is wrapped for MySQL, which takes no limit in a plain one. */
    private int delete(Connection connection, String task, LocalDateTime before, List<String> kept)
            throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE id IN (SELECT id FROM (SELECT e.id FROM " + table
                + " e WHERE e.task = ? AND e.scheduled_time < ? AND e.state <> 'RUNNING'"
                + " AND e.id NOT IN (?, ?) AND (e.claim <> '" + ExecutionRow.CLAIM + "' OR EXISTS (SELECT 1 FROM "
                + database.tables().task()
                + " t WHERE t.name = e.task AND t.accounted_until >= e.scheduled_time))"
                + " ORDER BY e.scheduled_time LIMIT " + MOST_ROWS + ") purged)";
        String first = kept.isEmpty() ? "" : kept.get(0);
        String second = kept.size() < 2 ? "" : kept.get(1);
        return database.update(connection, sql, task, before, first, second);
    }
}
