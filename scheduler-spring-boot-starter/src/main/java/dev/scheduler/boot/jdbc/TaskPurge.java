package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Deletes rows of a task, some hundred in a transaction. */
final class TaskPurge {

    /** The most rows of one transaction. */
    static final int MOST_ROWS = 500;

    static final String IS_SKIP = "e.state IN ('SKIPPED', 'MISSED')";

    /** Not empty: to H2 in its mode of Oracle that is no value, which nothing differs from. */
    private static final String NO_ID = "-";

    private final Database database;
    private final TaskTable tasks;
    private final String table;
    private final int runs;
    private final int skips;

    /**
     * @param runs the most to keep of a task
     * @param skips the most to keep of a task, where there are few runs
     */
    TaskPurge(Database database, int runs, int skips) {
        this.database = database;
        this.tasks = new TaskTable(database);
        this.table = database.tables().execution();
        this.runs = runs;
        this.skips = skips;
    }

    /**
     * Deletes what is too much or too old.
     *
     * @param goesOn asked between two transactions
     * @return how many rows there were
     */
    long purge(String task, Age age, BooleanSupplier goesOn) {
        Limits limits = database.call(connection -> limits(connection, task, age));
        long purged = 0;
        int deleted;
        do {
            deleted = database.transaction(connection -> delete(connection, task, age, limits));
            purged += deleted;
        } while (deleted == MOST_ROWS && goesOn.getAsBoolean());
        return purged;
    }

    /**
     * What goes of a task.
     *
     * @param before everything that was scheduled before this
     * @param skipsBefore skips and misses that were scheduled before this
     * @param success the id of the last one, which stays
     * @param failure the same
     */
    private record Limits(LocalDateTime before, LocalDateTime skipsBefore, String success, String failure) {}

    private Limits limits(Connection connection, String task, Age age) throws SQLException {
        Reach reach = Reach.of(find(connection, task), age);
        LocalDateTime before = later(age.latest(), newest(connection, task, reach, "NOT " + IS_SKIP, runs));
        LocalDateTime skipsBefore = later(before, newest(connection, task, reach, IS_SKIP, skips));
        return new Limits(
                before,
                skipsBefore,
                last(connection, task, "state = 'SUCCEEDED'"),
                last(connection, task, "state IN ('FAILED', 'TIMED_OUT', 'LOST')"));
    }

    private @Nullable TaskMark find(Connection connection, String task) throws SQLException {
        String sql = "SELECT * FROM " + database.tables().task() + " WHERE name = ?";
        List<TaskMark> found = database.query(connection, TaskTable::read, sql, task);
        return found.isEmpty() ? null : found.get(0);
    }

    private static LocalDateTime later(LocalDateTime one, @Nullable LocalDateTime other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** The scheduled time of the last of the newest rows of a kind; null where there are no more than these. */
    private @Nullable LocalDateTime newest(Connection connection, String task, Reach reach, String kind, int rows)
            throws SQLException {
        String sql = "SELECT e.scheduled_time FROM " + table + " e WHERE e.task = ? AND " + kind + " AND "
                + reach.condition() + " ORDER BY e.scheduled_time DESC"
                + database.dialect().rows(1, rows - 1);
        List<LocalDateTime> found = database.query(
                connection, row -> row.getObject(1, LocalDateTime.class), sql, parameters(task, reach.parameters()));
        return found.isEmpty() ? null : found.get(0);
    }

    private static Object[] parameters(String task, List<Object> others) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(task);
        parameters.addAll(others);
        return parameters.toArray();
    }

    private String last(Connection connection, String task, String condition) throws SQLException {
        String sql = "SELECT id FROM " + table + " WHERE task = ? AND " + condition
                + " ORDER BY scheduled_time DESC, id DESC" + database.dialect().rows(1, 0);
        List<String> found = database.query(connection, row -> row.getString(1), sql, task);
        return found.isEmpty() ? NO_ID : found.get(0);
    }

    /** The task is locked first, so that its mark does not go back meanwhile. */
    private int delete(Connection connection, String task, Age age, Limits limits) throws SQLException {
        TaskMark locked = tasks.lock(connection, task);
        List<Row> rows = select(connection, task, Reach.of(locked, age), limits);
        if (locked != null) {
            raise(connection, task, rows);
        }
        return delete(connection, rows);
    }

    private record Row(String id, String task, LocalDateTime time, boolean keyed) {}

    private List<Row> select(Connection connection, String task, Reach reach, Limits limits) throws SQLException {
        String sql = "SELECT e.id, e.scheduled_time, e.claim FROM " + table + " e WHERE e.task = ?"
                + " AND " + reach.condition() + " AND e.scheduled_time < ? AND (e.scheduled_time < ? OR " + IS_SKIP
                + ") AND e.id NOT IN (?, ?) ORDER BY e.scheduled_time, e.id"
                + database.dialect().rows(MOST_ROWS, 0);
        List<Object> others = new ArrayList<>(reach.parameters());
        others.addAll(List.of(limits.skipsBefore(), limits.before(), limits.success(), limits.failure()));
        return database.query(
                connection,
                row -> new Row(
                        row.getString("id"),
                        task,
                        row.getObject("scheduled_time", LocalDateTime.class),
                        row.getString("claim").equals(ExecutionRow.CLAIM)),
                sql,
                parameters(task, others));
    }

    private void raise(Connection connection, String task, List<Row> rows) throws SQLException {
        LocalDateTime highest = rows.stream()
                .filter(Row::keyed)
                .map(Row::time)
                .max(LocalDateTime::compareTo)
                .orElse(null);
        if (highest != null) {
            tasks.purged(connection, task, highest.toInstant(ZoneOffset.UTC));
        }
    }

    private int delete(Connection connection, List<Row> rows) throws SQLException {
        int deleted = 0;
        for (Batch batch : Batch.of(ExecutionRow.KEY, rows, row -> new Object[] {row.id(), row.task(), row.time()})) {
            String source = database.dialect().source(batch);
            String sql = database.dialect().delete(table, source, ExecutionTable.IS_SAME, database.patience());
            deleted += database.update(connection, sql, batch);
        }
        return deleted;
    }
}
