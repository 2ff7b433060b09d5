package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster knows of its tasks. Every change is a compare-and-set, so that of several nodes one succeeds. Safe for
 * use by any thread.
 */
public final class TaskMarks {

    private static final List<Column> COLUMNS = List.of(
            Column.text("name"),
            Column.text("schedule"),
            Column.time("schedule_since"),
            Column.time("accounted_until"),
            Column.time("paused_at"));
    private static final List<Column> ADVANCE = List.of(
            Column.text("name"), Column.text("schedule"), Column.time("expected"), Column.time("accounted_until"));

    private final Database database;
    private final ExecutionTable executions;
    private final String table;

    /** Marks in a database. */
    public TaskMarks(Database database) {
        this.database = database;
        this.executions = new ExecutionTable(database);
        this.table = database.tables().task();
    }

    /** Adds the tasks that the cluster does not know yet; those that it knows stay as they are. */
    public void register(Collection<TaskMark> marks) {
        List<TaskMark> sorted = marks.stream()
                .sorted((one, other) -> one.task().compareTo(other.task()))
                .toList();
        for (Batch batch : Batch.of(COLUMNS, sorted, TaskMarks::row)) {
            String sql = database.dialect().insertNew(table, batch, List.of("name"), "1 = 1", database.patience());
            database.call(connection -> database.update(connection, sql, batch));
        }
    }

    private static @Nullable Object[] row(TaskMark mark) {
        return new @Nullable Object[] {
            mark.task(),
            mark.schedule(),
            Utc.of(mark.scheduleSince()),
            Utc.of(mark.accountedUntil()),
            Utc.ofNullable(mark.pausedAt())
        };
    }

    /** All tasks that the cluster knows, by name. */
    public Map<String, TaskMark> all() {
        Map<String, TaskMark> marks = new HashMap<>();
        database.call(connection -> database.query(connection, TaskMarks::read, "SELECT * FROM " + table))
                .forEach(mark -> marks.put(mark.task(), mark));
        return marks;
    }

    private static TaskMark read(ResultSet row) throws SQLException {
        return new TaskMark(
                row.getString("name"),
                row.getString("schedule"),
                Utc.read(row, "schedule_since"),
                Utc.read(row, "accounted_until"),
                Utc.readNullable(row, "paused_at"));
    }

    /**
     * The scheduled times after each task's mark, up to and with an instant, that some node accepted or judged, in order
     * and in one query. What a node could not claim as the database was away is not among them.
     */
    public Map<String, List<Span>> knownUntil(Instant until) {
        String sql = "SELECT e.task, e.first_scheduled_time, e.scheduled_time FROM " + table + " t JOIN "
                + database.tables().execution()
                + " e ON e.task = t.name AND e.scheduled_time > t.accounted_until AND e.scheduled_time <= ?"
                + " WHERE e.triggered_by <> 'MANUAL' AND (e.claim = '" + ExecutionRow.CLAIM + "' OR e.reason IS NULL"
                + " OR e.reason <> 'NO_LOCK_STORE') ORDER BY e.scheduled_time";
        Map<String, List<Span>> known = new HashMap<>();
        database.call(connection -> database.query(
                connection,
                row -> known.computeIfAbsent(row.getString("task"), task -> new ArrayList<>())
                        .add(span(row)),
                sql,
                Utc.of(until)));
        return known;
    }

    private static Span span(ResultSet row) throws SQLException {
        Instant last = Utc.read(row, "scheduled_time");
        return new Span(Objects.requireNonNullElse(Utc.readNullable(row, "first_scheduled_time"), last), last);
    }

    /**
     * Moves marks on where they and the schedules still are what they were, many in one statement.
     *
     * @return how many were moved
     */
    public int advance(Collection<TaskMark> marks, Instant until) {
        int advanced = 0;
        for (Batch batch : Batch.of(ADVANCE, marks, mark ->
                new Object[] {mark.task(), mark.schedule(), Utc.of(mark.accountedUntil()), Utc.of(until)})) {
            String sql = database.dialect()
                    .update(
                            table,
                            database.dialect().source(batch),
                            List.of(Assignment.of("accounted_until")),
                            "e.name = v.name AND e.schedule = v.schedule AND e.accounted_until = v.expected",
                            database.patience());
            advanced += database.call(connection -> database.update(connection, sql, batch));
        }
        return advanced;
    }

    /**
     * Moves one mark on together with rows for the scheduled times that nobody claimed: those missed, and the catch-ups,
     * which the caller then runs, as far as their rows are there: a time that was claimed meanwhile has another one. Both
     * happen or neither.
     *
     * @return whether the mark and the schedule were still what they were; if not, another node has handled the gap
     */
    public boolean settle(TaskMark mark, Instant until, Collection<Execution> gap) {
        return database.transaction(connection -> {
            executions.insertClaims(connection, gap);
            String sql = "UPDATE " + table
                    + " SET accounted_until = ? WHERE name = ? AND schedule = ? AND accounted_until = ?";
            int advanced = database.update(
                    connection, sql, Utc.of(until), mark.task(), mark.schedule(), Utc.of(mark.accountedUntil()));
            if (advanced == 0) {
                connection.rollback();
            }
            return advanced == 1;
        });
    }

    /**
     * Gives a task another schedule, where it still has the one that the caller knows. Nothing before now is missed.
     *
     * @return whether it still had that schedule
     */
    public boolean reschedule(TaskMark known, String schedule, Instant now) {
        String sql = "UPDATE " + table + " SET schedule = ?, schedule_since = ?, accounted_until = "
                + later("accounted_until") + " WHERE name = ? AND schedule = ?";
        return change(sql, schedule, Utc.of(now), Utc.of(now), Utc.of(now), known.task(), known.schedule());
    }

    /** The names of the tasks that are paused. */
    public Set<String> paused() {
        String sql = "SELECT name FROM " + table + " WHERE paused_at IS NOT NULL";
        return Set.copyOf(database.call(connection -> database.query(connection, row -> row.getString(1), sql)));
    }

    /** Pauses a task; false if it was paused already or is not known. */
    public boolean pause(String task, Instant now) {
        return change("UPDATE " + table + " SET paused_at = ? WHERE name = ? AND paused_at IS NULL", Utc.of(now), task);
    }

    /** Lets a paused task go on; nothing of the pause is missed. False if it was not paused or is not known. */
    public boolean resume(String task, Instant now) {
        String sql = "UPDATE " + table + " SET paused_at = NULL, accounted_until = " + later("accounted_until")
                + " WHERE name = ? AND paused_at IS NOT NULL";
        return change(sql, Utc.of(now), Utc.of(now), task);
    }

    /** Marks never go back. */
    private static String later(String column) {
        return "CASE WHEN " + column + " < ? THEN ? ELSE " + column + " END";
    }

    private boolean change(String sql, Object... parameters) {
        return database.call(connection -> database.update(connection, sql, parameters)) == 1;
    }
}
