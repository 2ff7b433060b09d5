package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is too old or too much, a task at a time and in small statements. What runs stays, and so do the last success
 * and the last failure of a task, and whatever its mark has not passed: that still forbids a second start, or answers for a
 * scheduled time. From then on the mark does so.
 */
public final class Purge {

    private static final int MOST_ROWS = 500;

    /** Not empty: to H2 in its mode of Oracle that is no value, which nothing differs from. */
    private static final String NO_ID = "-";

    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 2, 0, 0);

    private final Database database;
    private final TaskMarks marks;
    private final Turn turn;
    private final String table;
    private final int count;
    private final Duration age;

    /** What there was of tasks of which nothing could be forgotten. */
    private final Map<String, Crowd> inVain = new ConcurrentHashMap<>();

    /**
     * @param node the id of this process
     * @param count the most rows to keep of a task, at least 1
     * @param age how long to keep them
     */
    public Purge(Database database, String node, int count, Duration age) {
        if (count < 1) {
            throw new IllegalArgumentException("A task's history keeps at least 1 execution, not " + count);
        }
        this.database = database;
        this.marks = new TaskMarks(database);
        this.turn = new Turn(database, node, database.tables().purgeLock(), System::nanoTime);
        this.table = database.tables().execution();
        this.count = count;
        this.age = age;
    }

    /**
     * Purges the rows of all tasks, if no node of the cluster has begun to within a period. A purge that takes longer than
     * that stays alone all the same.
     *
     * @return how many rows there were
     */
    public long inTurn(Instant now, Duration period) {
        return turn.take(period) ? all(now, () -> turn.keep(period)) : 0;
    }

    /** Purges the rows of all tasks for as long as a condition holds. */
    long all(Instant now, BooleanSupplier goesOn) {
        LocalDateTime byAge = Utc.of(now.minus(age));
        Map<String, Crowd> crowded = crowded(byAge);
        inVain.entrySet().removeIf(each -> !each.getValue().equals(crowded.get(each.getKey())));
        crowded.keySet().removeAll(inVain.keySet());
        long purged = 0;
        for (Map.Entry<String, Crowd> each : crowded.entrySet()) {
            if (!goesOn.getAsBoolean()) {
                return purged;
            }
            purged += purge(each.getKey(), each.getValue(), byAge);
        }
        return purged;
    }

    /** The tasks that may have something to purge. */
    private Map<String, Crowd> crowded(LocalDateTime byAge) {
        String sql =
                "SELECT task, COUNT(*) AS executions, SUM(CASE WHEN scheduled_time < ? THEN 1 ELSE 0 END) AS aged FROM "
                        + table + " GROUP BY task HAVING COUNT(*) > ? OR MIN(scheduled_time) < ?";
        Map<String, Crowd> crowded = new HashMap<>();
        database.call(connection -> database.query(
                connection,
                row -> crowded.put(
                        row.getString("task"), new Crowd(row.getLong("executions"), row.getLong("aged"), null)),
                sql,
                byAge,
                count,
                byAge));
        Map<String, TaskMark> known = crowded.isEmpty() ? Map.of() : marks.all();
        crowded.replaceAll((task, crowd) -> crowd.with(known.get(task)));
        return crowded;
    }

    private long purge(String task, Crowd crowd, LocalDateTime byAge) {
        Mark mark = Mark.of(crowd.mark());
        long purged = database.call(connection -> purge(connection, task, crowd.rows(), byAge, mark));
        if (purged == 0) {
            inVain.put(task, crowd);
        }
        return purged;
    }

    private long purge(Connection connection, String task, long rows, LocalDateTime byAge, Mark mark)
            throws SQLException {
        LocalDateTime before = later(byAge, offset(connection, task, "DESC", LONG_AGO, count - 1));
        List<String> kept = lasts(connection, task);
        long purged = 0;
        LocalDateTime from = LONG_AGO;
        while (from.isBefore(before)) {
            LocalDateTime next = rows <= MOST_ROWS ? null : offset(connection, task, "ASC", from, MOST_ROWS);
            from = next == null || !next.isBefore(before) || next.equals(from) ? before : next;
            purged += delete(connection, task, from, kept, mark);
        }
        return purged;
    }

    private static LocalDateTime later(LocalDateTime one, @Nullable LocalDateTime other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** The scheduled time of a row that lies behind so many others; null if there are not so many. */
    private @Nullable LocalDateTime offset(
            Connection connection, String task, String order, LocalDateTime from, int rows) throws SQLException {
        String sql = "SELECT scheduled_time FROM " + table
                + " WHERE task = ? AND scheduled_time >= ? ORDER BY scheduled_time " + order
                + database.dialect().rows(1, rows);
        List<LocalDateTime> found =
                database.query(connection, row -> row.getObject(1, LocalDateTime.class), sql, task, from);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<String> lasts(Connection connection, String task) throws SQLException {
        String newest =
                " ORDER BY scheduled_time DESC, id DESC" + database.dialect().rows(1, 0) + ")";
        String from = "(SELECT id FROM " + table + " WHERE task = ? AND state ";
        String sql =
                from + "= 'SUCCEEDED'" + newest + " UNION ALL " + from + "IN ('FAILED', 'TIMED_OUT', 'LOST')" + newest;
        return database.query(connection, row -> row.getString(1), sql, task, task);
    }

    private int delete(Connection connection, String task, LocalDateTime before, List<String> kept, Mark mark)
            throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE task = ? AND scheduled_time < ? AND state <> 'RUNNING'"
                + " AND id NOT IN (?, ?) AND (scheduled_time <= ? OR " + mark.beyond() + ")";
        String first = kept.isEmpty() ? NO_ID : kept.get(0);
        String second = kept.size() < 2 ? NO_ID : kept.get(1);
        return database.update(connection, sql, task, before, first, second, mark.until());
    }

    /**
     * What there is of a task. While it stays the same there is nothing to forget that there was not before: as long as the
     * last success or failure is old, a task would otherwise be looked at each time.
     *
     * @param aged how many of its rows are too old
     */
    private record Crowd(long rows, long aged, @Nullable TaskMark mark) {

        Crowd with(@Nullable TaskMark known) {
            return new Crowd(rows, aged, known);
        }
    }

    /**
     * What a task's mark lets go. Marks only move on, so one that was read a while ago lets go too little at most.
     *
     * @param until everything up to here
     * @param beyond beyond that, what a condition says
     */
    private record Mark(LocalDateTime until, String beyond) {

        private static final String NO_CLAIM = "claim <> '" + ExecutionRow.CLAIM + "'";

        static Mark of(@Nullable TaskMark mark) {
            if (mark == null) {
                return new Mark(LONG_AGO, NO_CLAIM);
            }
            return new Mark(Utc.of(mark.accountedUntil()), beyond(mark));
        }

        private static String beyond(TaskMark mark) {
            if (!mark.hasSchedule()) {
                return NO_CLAIM;
            }
            return mark.pausedAt() == null ? "1 = 0" : "(reason = 'PAUSED' AND " + NO_CLAIM + ")";
        }
    }
}
