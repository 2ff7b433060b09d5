package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of tasks, and of the schedules that they had, in the caller's transaction. */
final class TaskTable {

    /** All columns. */
    static final List<Column> COLUMNS = List.of(
            Column.text("name"),
            Column.text("schedule"),
            Column.text("set_by"),
            Column.time("since"),
            Column.time("accounted_until"),
            Column.time("purged_until"),
            Column.number("revision"));

    /** All columns of the schedules that ended. */
    static final List<Column> ENDED = List.of(
            Column.text("task"),
            Column.number("revision"),
            Column.text("schedule"),
            Column.time("since"),
            Column.time("ended_at"));

    /** Whether a task {@code t} has a schedule, as its mark says it: neither none nor a delay. */
    static final String HAS_SCHEDULE =
            "(t.schedule <> '" + TaskMark.NO_SCHEDULE + "' AND t.schedule NOT LIKE '" + TaskMark.DELAY + "%')";

    private static final List<Column> NAME = List.of(Column.text("name"));

    private static final List<Column> ADVANCE = List.of(
            Column.text("name"),
            Column.number("revision"),
            Column.time("expected"),
            Column.time("accounted_until"),
            Column.time("allowed_from"));

    /** Stands for no node; to H2 in its mode of Oracle, empty text would be no value. */
    private static final String NOBODY = "-";

    private final Database database;
    private final Dialect dialect;
    private final String table;
    private final String ended;

    TaskTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().task();
        this.ended = database.tables().endedSchedule();
    }

    static Object[] row(TaskMark mark) {
        return new Object[] {
            mark.task(),
            mark.schedule(),
            node(mark.setBy()),
            Utc.of(mark.since()),
            Utc.of(mark.accountedUntil()),
            Utc.of(mark.purgedUntil()),
            mark.revision()
        };
    }

    /** How the column {@code set_by} holds a node. */
    static String node(String setBy) {
        return setBy.isEmpty() ? NOBODY : setBy;
    }

    static TaskMark read(ResultSet row) throws SQLException {
        String setBy = row.getString("set_by");
        return new TaskMark(
                row.getString("name"),
                row.getString("schedule"),
                setBy.equals(NOBODY) ? "" : setBy,
                Utc.read(row, "since"),
                Utc.read(row, "accounted_until"),
                Utc.read(row, "purged_until"),
                row.getLong("revision"));
    }

    /** What is known of a task, which nobody else changes, and of which nobody claims a time, until the transaction ends. */
    @Nullable
    TaskMark lock(Connection connection, String task) throws SQLException {
        return lock(connection, List.of(task)).get(task);
    }

    /** The same of many. */
    Map<String, TaskMark> lock(Connection connection, Collection<String> tasks) throws SQLException {
        Map<String, TaskMark> marks = new HashMap<>();
        for (Batch batch : Batch.of(NAME, tasks.stream().sorted().toList(), task -> new Object[] {task})) {
            String sql = dialect.lock("e.*", table, batch, "e.name = v.name", "e.name", database.patience());
            database.query(connection, TaskTable::read, sql, batch).forEach(mark -> marks.put(mark.task(), mark));
        }
        return marks;
    }

    /**
     * Ends the schedule of a task that is locked, and begins another or none.
     *
     * @param end when the old one ended
     */
    void begin(Connection connection, TaskMark locked, String schedule, String setBy, Instant since, Instant end)
            throws SQLException {
        if (locked.hasSchedule() && end.isAfter(locked.since())) {
            String keep = "INSERT INTO " + ended + " (" + Column.names("", ENDED) + ") VALUES (?, ?, ?, ?, ?)";
            database.update(
                    connection,
                    keep,
                    locked.task(),
                    locked.revision(),
                    locked.schedule(),
                    Utc.of(locked.since()),
                    Utc.of(end));
        }
        String begin =
                "UPDATE " + table + " SET schedule = ?, set_by = ?, since = ?, revision = revision + 1 WHERE name = ?";
        database.update(connection, begin, schedule, node(setBy), Utc.of(since), locked.task());
    }

    /** Moves marks on where they are what they were and an instant is long enough ago. Returns how many were moved. */
    int advance(Connection connection, Collection<TaskMark> marks, Instant until, Duration margin) throws SQLException {
        List<TaskMark> sorted =
                marks.stream().sorted(Comparator.comparing(TaskMark::task)).toList();
        int advanced = 0;
        for (Batch batch : Batch.of(ADVANCE, sorted, mark -> new Object[] {
            mark.task(), mark.revision(), Utc.of(mark.accountedUntil()), Utc.of(until), Utc.plus(until, margin)
        })) {
            advanced += database.update(connection, advance(batch), batch);
        }
        return advanced;
    }

    private String advance(Batch batch) {
        String condition = "e.name = v.name AND e.revision = v.revision AND e.accounted_until = v.expected"
                + " AND e.accounted_until < v.accounted_until AND v.allowed_from <= " + dialect.utc();
        String source = dialect.inOrder(table, batch, condition, "e.name", database.patience());
        return dialect.update(table, source, List.of(Assignment.of("accounted_until")), condition, database.patience());
    }

    /** Deletes the schedules that ended and that their tasks' marks have passed. */
    void forgetEnded(Connection connection) throws SQLException {
        String sql = "DELETE FROM " + ended + " WHERE EXISTS (SELECT 1 FROM " + table + " t WHERE t.name = " + ended
                + ".task AND t.accounted_until >= " + ended + ".ended_at)";
        database.update(connection, sql);
    }

    /** Says that rows up to an instant may be gone. */
    void purged(Connection connection, String task, Instant until) throws SQLException {
        String sql = "UPDATE " + table + " SET purged_until = ? WHERE name = ? AND purged_until < ?";
        database.update(connection, sql, Utc.of(until), task, Utc.of(until));
    }
}
