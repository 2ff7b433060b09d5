package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import java.sql.Connection;
import java.sql.SQLException;
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

    private static final List<List<String>> KEYS = List.of(List.of("id"), List.of("task", "scheduled_time", "claim"));

    private final Database database;
    private final Dialect dialect;
    private final String table;
    private final String insertCondition;

    ExecutionTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().execution();
        this.insertCondition = "(v.claim IS NULL OR NOT EXISTS (SELECT 1 FROM "
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
        return inserted == 0 ? Set.of() : present(connection, batch);
    }

    /** Which of these executions have rows that still run. */
    Set<String> running(Collection<String> ids) {
        Set<String> running = new HashSet<>();
        for (Batch batch : Batch.of(List.of(Column.text("id")), ids, id -> new Object[] {id})) {
            running.addAll(database.call(connection -> present(connection, batch)));
        }
        return running;
    }

    private Set<String> present(Connection connection, Batch rows) throws SQLException {
        Batch ids = new Batch(
                List.of(Column.text("id")),
                rows.rows().stream().map(row -> new Object[] {row[0]}).toList());
        String sql = "SELECT e.id FROM " + dialect.source(ids) + " v JOIN " + table
                + " e ON e.id = v.id WHERE e.state = 'RUNNING'";
        return ids(connection, sql, ids);
    }

    private Set<String> ids(Connection connection, String sql, Batch batch) throws SQLException {
        return new HashSet<>(database.query(connection, row -> row.getString(1), sql, batch));
    }

    /** Sets the outcomes of executions that still run on a node, and returns how many did. */
    int complete(String node, Collection<Execution> executions) {
        int completed = 0;
        for (Batch batch : Batch.of(ExecutionRow.OUTCOME, executions, ExecutionRow::outcome)) {
            completed += database.call(connection -> database.update(connection, completion(batch), batch, node));
        }
        return completed;
    }

    private String completion(Batch batch) {
        List<Assignment> columns = batch.columns().stream()
                .skip(1)
                .map(column -> Assignment.of(column.name()))
                .toList();
        String running = "e.id = v.id AND e.state = 'RUNNING' AND e.node = ?";
        return dialect.update(table, dialect.source(batch), columns, running);
    }

    private String insert(Batch batch) {
        return dialect.insertNew(table, batch, KEYS, insertCondition, database.patience());
    }

    private static List<Batch> batches(Collection<Execution> executions, boolean claims) {
        List<Execution> sorted = executions.stream().sorted(ORDER).toList();
        return Batch.of(ExecutionRow.COLUMNS, sorted, execution -> ExecutionRow.whole(execution, claims));
    }
}
