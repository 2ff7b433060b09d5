package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.boot.cluster.EndedSchedule;
import dev.scheduler.boot.cluster.Span;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.TaskRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the cluster knows of its tasks, in a database. Safe for use by any thread. */
public final class JdbcTaskRows implements TaskRows {

    /** Which rows say what became of a scheduled time; one that only says that nobody could be asked does not. */
    private static final String ANSWERS = "e.triggered_by <> 'MANUAL' AND (e.claim = '" + ExecutionRow.CLAIM
            + "' OR e.reason IS NULL OR e.reason <> 'NO_LOCK_STORE')";

    private final Database database;
    private final Dialect dialect;
    private final TaskTable tasks;
    private final ExecutionTable executions;
    private final String table;
    private final String rows;

    /** False while nothing is to be cleared away, as far as this node has seen. */
    private volatile boolean mayHaveEnded = true;

    /** Marks in a database. */
    public JdbcTaskRows(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.tasks = new TaskTable(database);
        this.executions = new ExecutionTable(database);
        this.table = database.tables().task();
        this.rows = database.tables().execution();
    }

    @Override
    public Map<String, TaskMark> all() {
        Map<String, TaskMark> marks = new HashMap<>();
        database.call(connection -> database.query(connection, TaskTable::read, "SELECT * FROM " + table))
                .forEach(mark -> marks.put(mark.task(), mark));
        return marks;
    }

    @Override
    public List<EndedSchedule> ended() {
        String sql = "SELECT * FROM " + database.tables().endedSchedule() + " ORDER BY task, revision";
        List<EndedSchedule> ended = database.call(connection -> database.query(connection, JdbcTaskRows::ended, sql));
        mayHaveEnded = !ended.isEmpty();
        return ended;
    }

    private static EndedSchedule ended(ResultSet row) throws SQLException {
        return new EndedSchedule(
                row.getString("task"), row.getString("schedule"), Utc.read(row, "since"), Utc.read(row, "ended_at"));
    }

    @Override
    public void register(Collection<TaskMark> marks) {
        List<TaskMark> sorted =
                marks.stream().sorted(Comparator.comparing(TaskMark::task)).toList();
        for (Batch batch : Batch.of(TaskTable.COLUMNS, sorted, TaskTable::row)) {
            String sql = dialect.insertNew(table, batch, List.of("name"), "1 = 1", database.patience());
            database.call(connection -> database.update(connection, sql, batch));
        }
    }

    @Override
    public boolean begin(TaskMark known, String schedule, String setBy, Instant since, Instant end) {
        mayHaveEnded = true;
        return change(known, (connection, locked) -> {
            tasks.begin(connection, locked, schedule, setBy, since, end);
            return true;
        });
    }

    @Override
    public boolean adopt(TaskMark known, String setBy) {
        String sql = "UPDATE " + table + " SET set_by = ? WHERE name = ?";
        return change(known, (connection, locked) -> {
            if (!locked.setBy().equals(known.setBy())) {
                return false;
            }
            database.update(connection, sql, TaskTable.node(setBy), known.task());
            return true;
        });
    }

    @Override
    public boolean beginEarlier(TaskMark known, Instant since, Collection<Execution> records) {
        String sql = "UPDATE " + table + " SET since = ? WHERE name = ? AND since > ?";
        return change(
                known,
                (connection, locked) ->
                        database.update(connection, sql, Utc.of(since), known.task(), Utc.of(since)) == 1
                                && executions.record(connection, records)
                                && !executions.areBetween(connection, records));
    }

    /** Changes a task that still has the schedule that the caller knows: all of it or nothing. */
    private boolean change(TaskMark known, Change change) {
        return database.allOrNothing(connection -> {
            TaskMark locked = tasks.lock(connection, known.task());
            return locked != null && locked.revision() == known.revision() && change.to(connection, locked);
        });
    }

    /** Changes a task that nobody else changes meanwhile; false where nothing is to change. */
    @FunctionalInterface
    private interface Change {
        boolean to(Connection connection, TaskMark locked) throws SQLException;
    }

    @Override
    public Map<String, List<Span>> recorded(Instant until, int most) {
        Map<String, List<Span>> recorded = new HashMap<>();
        LocalDateTime latest = Utc.of(until);
        Object[] parameters = dialect.joinsLaterally() ? new Object[] {latest} : new Object[] {latest, latest};
        database.call(
                connection -> database.query(connection, row -> add(recorded, row, most), recorded(most), parameters));
        return recorded;
    }

    /**
     * Reads no more of a task than is wanted, but for rows of the same scheduled time, and looks them up by their key. What
     * reaches beyond the instant, as the clock was put back since, is among it.
     */
    private String recorded(int most) {
        String columns = "SELECT e.task, e.first_scheduled_time, e.scheduled_time FROM ";
        String after = "e.task = t.name AND e.scheduled_time > t.accounted_until"
                + " AND COALESCE(e.first_scheduled_time, e.scheduled_time) <= ? AND " + ANSWERS;
        String earliest = rows + " e WHERE " + after + " ORDER BY e.scheduled_time";
        String order = " ORDER BY e.task, e.scheduled_time";
        if (dialect.joinsLaterally()) {
            return "SELECT e.* FROM " + table + " t CROSS JOIN LATERAL (" + columns + earliest + dialect.rows(most, 0)
                    + ") e" + order;
        }
        String limited = "(SELECT t.name, t.accounted_until, (SELECT e.scheduled_time FROM " + earliest
                + dialect.rows(1, most - 1) + ") AS latest FROM " + table + " t" + dialect.rows(Integer.MAX_VALUE, 0)
                + ")";
        return columns + limited + " t JOIN " + rows + " e ON " + after
                + " AND (t.latest IS NULL OR e.scheduled_time <= t.latest)" + order;
    }

    private static boolean add(Map<String, List<Span>> recorded, ResultSet row, int most) throws SQLException {
        Instant last = Utc.read(row, "scheduled_time");
        Instant first = Objects.requireNonNullElse(Utc.readNullable(row, "first_scheduled_time"), last);
        List<Span> spans = recorded.computeIfAbsent(row.getString("task"), task -> new ArrayList<>());
        return spans.size() < most && spans.add(new Span(first, last));
    }

    @Override
    public int advance(Collection<TaskMark> marks, Instant until, Duration margin) {
        int advanced = 0;
        for (List<TaskMark> chunk : Batch.chunks(List.copyOf(marks))) {
            advanced += database.call(connection -> tasks.advance(connection, chunk, until, margin));
        }
        if (advanced > 0 && mayHaveEnded) {
            database.call(connection -> {
                tasks.forgetEnded(connection);
                return true;
            });
        }
        return advanced;
    }

    /** The mark comes first: whoever claims a time of the task then waits, and is refused by it. */
    @Override
    public boolean settle(TaskMark known, Instant until, Duration margin, Collection<Execution> records) {
        return database.allOrNothing(connection -> {
            if (tasks.advance(connection, List.of(known), until, margin) != 1
                    || !executions.record(connection, records)
                    || executions.areBetween(connection, records)) {
                return false;
            }
            tasks.forgetEnded(connection);
            return true;
        });
    }

    @Override
    public boolean moveBack(TaskMark known, Duration margin, Collection<Execution> ahead, Collection<Execution> parts) {
        String isMissed = ExecutionTable.IS_SAME + " AND e.state = 'MISSED'";
        return change(
                known,
                (connection, locked) -> locked.accountedUntil().equals(known.accountedUntil())
                        && locked.since().equals(known.since())
                        && moveBack(connection, known.task(), margin)
                        && executions.delete(connection, ahead, isMissed) == ahead.size()
                        && executions.record(connection, parts));
    }

    private boolean moveBack(Connection connection, String task, Duration margin) throws SQLException {
        LocalDateTime now = database.now(connection);
        LocalDateTime latest = now.plus(margin);
        boolean mark = back(connection, "accounted_until", task, now, latest);
        boolean since = back(connection, "since", task, now, latest);
        return mark || since;
    }

    private boolean back(Connection connection, String column, String task, LocalDateTime now, LocalDateTime latest)
            throws SQLException {
        String sql = "UPDATE " + table + " SET " + column + " = ? WHERE name = ? AND " + column + " > ?";
        return database.update(connection, sql, now, task, latest) == 1;
    }

    @Override
    public List<Execution> missedAfter(String task, Instant time) {
        String sql = "SELECT * FROM " + rows
                + " WHERE task = ? AND scheduled_time > ? AND state = 'MISSED' ORDER BY scheduled_time, id";
        return database.call(connection -> database.query(connection, ExecutionRow::read, sql, task, Utc.of(time)));
    }

    @Override
    public List<Execution> undecided() {
        String sql = "SELECT * FROM " + rows
                + " WHERE ended_at IS NULL AND state = 'MISSED' ORDER BY task, scheduled_time, id";
        return database.call(connection -> database.query(connection, ExecutionRow::read, sql));
    }

    @Override
    public boolean decide(Execution execution) {
        Batch batch = new Batch(ExecutionRow.DECISION, List.<@Nullable Object[]>of(ExecutionRow.decision(execution)));
        String isUndecided = ExecutionTable.IS_SAME + " AND e.ended_at IS NULL AND e.state = 'MISSED'";
        return database.call(connection -> executions.complete(connection, batch, isUndecided)) == 1;
    }
}
