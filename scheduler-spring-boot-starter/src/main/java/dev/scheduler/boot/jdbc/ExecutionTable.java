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

/** Writes executions: many rows in one statement. */
final class ExecutionTable {

    /** All nodes take locks in the same order, so that none waits for another in a circle. */
    private static final Comparator<Execution> ORDER =
            Comparator.comparing(Execution::task).thenComparing(Execution::scheduledTime);

    private static final List<String> PRIMARY_KEY = List.of("task", "scheduled_time", "claim");

    private static final String IS_SAME = "e.task = v.task AND e.scheduled_time = v.scheduled_time AND e.id = v.id";
    private static final String IS_RUNNING = IS_SAME + " AND e.state = 'RUNNING'";

    private final Database database;
    private final Dialect dialect;
    private final String table;
    private final String insertCondition;

    ExecutionTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().execution();
        this.insertCondition = "(v.claim <> '" + ExecutionRow.CLAIM + "' OR NOT EXISTS (SELECT 1 FROM "
                + database.tables().task() + " t WHERE t.name = v.task AND t.accounted_until >= v.scheduled_time))";
    }

    /** Inserts rows that claim nothing, passing over those that are there already. */
    void insert(Collection<Execution> executions) {
        for (Batch batch : batches(executions, false)) {
            database.call(connection -> database.update(connection, insert(batch), batch));
        }
    }

    /** Inserts rows that claim their scheduled times, in the caller's transaction. */
    void insertClaims(Connection connection, Collection<Execution> executions) throws SQLException {
        for (Batch batch : batches(executions, true)) {
            database.update(connection, insert(batch), batch);
        }
    }

    /** Inserts rows that claim their scheduled times, and returns the ids of those that were inserted. */
    Set<String> claim(Collection<Execution> executions) {
        Set<String> won = new HashSet<>();
        for (Batch batch : batches(executions, true)) {
            won.addAll(database.call(connection -> claim(connection, batch)));
        }
        return won;
    }

    private Set<String> claim(Connection connection, Batch batch) throws SQLException {
        if (dialect.returnsIds()) {
            return ids(connection, insert(batch) + " RETURNING id", batch);
        }
        int inserted = database.update(connection, insert(batch), batch);
        return inserted == 0 ? Set.of() : present(connection, keys(batch), IS_RUNNING);
    }

    private static Batch keys(Batch whole) {
        return new Batch(
                ExecutionRow.KEY,
                whole.rows().stream().map(row -> Arrays.copyOf(row, 3)).toList());
    }

    /** Which of these executions have rows and still run by them. */
    Set<String> running(Collection<Execution> executions) {
        return present(executions, IS_RUNNING);
    }

    /** Which of these executions have rows. */
    Set<String> present(Collection<Execution> executions) {
        return present(executions, IS_SAME);
    }

    private Set<String> present(Collection<Execution> executions, String condition) {
        Set<String> present = new HashSet<>();
        for (Batch batch : Batch.of(ExecutionRow.KEY, executions, ExecutionRow::key)) {
            present.addAll(database.call(connection -> present(connection, batch, condition)));
        }
        return present;
    }

    private Set<String> present(Connection connection, Batch keys, String condition) throws SQLException {
        String sql = "SELECT e.id FROM " + dialect.source(keys) + " v JOIN " + table + " e ON " + condition;
        return ids(connection, sql, keys);
    }

    private Set<String> ids(Connection connection, String sql, Batch batch) throws SQLException {
        return new HashSet<>(database.query(connection, row -> row.getString(1), sql, batch));
    }

    /** Sets the outcomes of executions that still run on a node by their rows, and returns how many did. */
    int complete(String node, Collection<Execution> executions) {
        int completed = 0;
        for (Batch batch : Batch.of(ExecutionRow.OUTCOME, executions, ExecutionRow::outcome)) {
            completed += database.call(connection -> database.update(connection, completion(batch), batch, node));
        }
        return completed;
    }

    private String completion(Batch batch) {
        List<Assignment> columns = batch.columns().stream()
                .skip(ExecutionRow.KEY.size())
                .map(column -> Assignment.of(column.name()))
                .toList();
        return dialect.update(
                table, dialect.source(batch), columns, IS_RUNNING + " AND e.node = ?", database.patience());
    }

    private String insert(Batch batch) {
        return dialect.insertNew(table, batch, PRIMARY_KEY, insertCondition, database.patience());
    }

    private static List<Batch> batches(Collection<Execution> executions, boolean claims) {
        List<Execution> sorted = executions.stream().sorted(ORDER).toList();
        return Batch.of(ExecutionRow.COLUMNS, sorted, execution -> ExecutionRow.whole(execution, claims));
    }
}
