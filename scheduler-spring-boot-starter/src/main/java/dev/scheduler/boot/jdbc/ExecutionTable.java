package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes executions: many rows in one statement, in the caller's transaction. */
final class ExecutionTable {

    /** All nodes take locks in the same order, so that none waits for another in a circle. */
    static final Comparator<Execution> ORDER = Comparator.comparing(Execution::task)
            .thenComparing(Execution::scheduledTime)
            .thenComparing(Execution::id);

    static final List<String> PRIMARY_KEY = List.of("task", "scheduled_time", "claim");

    static final String IS_SAME = "e.task = v.task AND e.scheduled_time = v.scheduled_time AND e.id = v.id";
    static final String IS_RUNNING = IS_SAME + " AND e.state = 'RUNNING'";
    static final String IN_ORDER = "e.task, e.scheduled_time, e.id";

    /** What a claim of the cluster's has in common. */
    static final String IS_KEYED = "x.claim = '" + ExecutionRow.CLAIM + "'";

    private static final List<Column> SPAN =
            List.of(Column.text("task"), Column.time("first_time"), Column.time("last_time"));

    private final Database database;
    private final Dialect dialect;
    private final String table;

    ExecutionTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().execution();
    }

    /** Inserts rows that take no key, passing over ids that are there. */
    void insert(Connection connection, Collection<Execution> executions) throws SQLException {
        String isNew = "NOT EXISTS (SELECT 1 FROM " + table + " x WHERE x.task = v.task"
                + " AND x.scheduled_time = v.scheduled_time AND " + IS_KEYED + " AND x.id = v.id)";
        for (Batch batch : batches(executions, false)) {
            database.update(connection, insert(batch, isNew), batch);
        }
    }

    /**
     * Inserts records under the keys of their scheduled times.
     *
     * @return whether all these keys were free; if not, the transaction must not be committed
     */
    boolean record(Connection connection, Collection<Execution> executions) throws SQLException {
        int inserted = 0;
        for (Batch batch : batches(executions, true)) {
            int count = database.update(connection, insert(batch, "1 = 1"), batch);
            inserted += dialect.countsNew()
                    ? count
                    : ids(connection, keys(batch), IS_SAME).size();
        }
        return inserted == executions.size();
    }

    /** Whether, of the times that records stand for together, some have a record of their own that is none of these. */
    boolean areBetween(Connection connection, Collection<Execution> records) throws SQLException {
        Set<String> ours = records.stream().map(Execution::id).collect(Collectors.toSet());
        List<Execution> merged =
                records.stream().filter(each -> each.count() > 1).toList();
        for (Batch batch : Batch.of(SPAN, merged, ExecutionTable::span)) {
            String sql = "SELECT x.id FROM " + dialect.source(batch) + " v JOIN " + table
                    + " x ON x.task = v.task AND " + IS_KEYED + " AND x.scheduled_time >= v.first_time"
                    + " AND x.scheduled_time <= v.last_time WHERE x.first_scheduled_time IS NULL";
            if (!ours.containsAll(database.query(connection, row -> row.getString(1), sql, batch))) {
                return true;
            }
        }
        return false;
    }

    private static Object[] span(Execution record) {
        return new Object[] {record.task(), Utc.of(record.firstScheduledTime()), Utc.of(record.scheduledTime())};
    }

    /** Those of these executions for whose scheduled times a record stands, alone or among others. */
    Set<String> recorded(Connection connection, Collection<Execution> executions) throws SQLException {
        Set<String> recorded = new HashSet<>();
        for (Batch batch : Batch.of(ExecutionRow.KEY, executions, ExecutionRow::key)) {
            String sql = "SELECT v.id FROM " + dialect.source(batch) + " v WHERE " + isRecorded();
            recorded.addAll(database.query(connection, row -> row.getString(1), sql, batch));
        }
        return recorded;
    }

    /**
     * Whether a record stands for the scheduled time of a row {@code v}, alone or among others: the next one with a key does.
     */
    String isRecorded() {
        return "((SELECT COALESCE(x.first_scheduled_time, x.scheduled_time) FROM " + table + " x WHERE x.task = v.task"
                + " AND " + IS_KEYED + " AND x.scheduled_time >= v.scheduled_time ORDER BY x.scheduled_time"
                + dialect.rows(1, 0) + ") <= v.scheduled_time)";
    }

    /** Which of these executions have rows that meet a condition. */
    Set<String> present(Connection connection, Collection<Execution> executions, String condition) throws SQLException {
        Set<String> present = new HashSet<>();
        for (Batch batch : Batch.of(ExecutionRow.KEY, executions, ExecutionRow::key)) {
            present.addAll(ids(connection, batch, condition));
        }
        return present;
    }

    private Set<String> ids(Connection connection, Batch keys, String condition) throws SQLException {
        String sql = "SELECT e.id FROM " + dialect.source(keys) + " v JOIN " + table + " e ON " + condition;
        return new HashSet<>(database.query(connection, row -> row.getString(1), sql, keys));
    }

    /** The rows of executions that meet a condition, which nobody else changes until the transaction ends. */
    List<Execution> lock(Connection connection, List<Execution> batch, String condition, Object... parameters)
            throws SQLException {
        Batch keys = new Batch(
                ExecutionRow.NODE_KEY, batch.stream().map(ExecutionRow::nodeKey).toList());
        String sql = dialect.lock("e.*", table, keys, condition, IN_ORDER, database.patience());
        return database.query(connection, ExecutionRow::read, sql, keys, parameters);
    }

    /** Deletes rows that meet a condition, and returns how many there were. */
    int delete(Connection connection, Collection<Execution> executions, String condition) throws SQLException {
        int deleted = 0;
        for (Batch batch : Batch.of(ExecutionRow.KEY, sorted(executions), ExecutionRow::key)) {
            String sql = dialect.delete(table, dialect.source(batch), condition, database.patience());
            deleted += database.update(connection, sql, batch);
        }
        return deleted;
    }

    /** Sets the outcomes of executions where a condition holds, and returns how many there were. */
    int complete(Connection connection, Batch outcomes, String condition, Object... parameters) throws SQLException {
        List<Assignment> columns = outcomes.columns().stream()
                .skip(ExecutionRow.KEY.size())
                .map(column -> Assignment.of(column.name()))
                .toList();
        String sql = dialect.update(table, dialect.source(outcomes), columns, condition, database.patience());
        return database.update(connection, sql, outcomes, parameters);
    }

    private String insert(Batch batch, String condition) {
        return dialect.insertNew(table, batch, PRIMARY_KEY, condition, database.patience());
    }

    private static Batch keys(Batch whole) {
        return new Batch(
                ExecutionRow.KEY,
                whole.rows().stream().map(row -> Arrays.copyOf(row, 3)).toList());
    }

    static List<Execution> sorted(Collection<Execution> executions) {
        return executions.stream().sorted(ORDER).toList();
    }

    private static List<Batch> batches(Collection<Execution> executions, boolean keyed) {
        return Batch.of(ExecutionRow.COLUMNS, sorted(executions), execution -> ExecutionRow.whole(execution, keyed));
    }
}
