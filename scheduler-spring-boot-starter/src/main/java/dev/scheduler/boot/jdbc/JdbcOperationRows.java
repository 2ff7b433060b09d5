package dev.scheduler.boot.jdbc;

import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.OperationRows;
import dev.scheduler.boot.cluster.ScheduleOverride;
import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do, in a database: one thing after another, in the order of its numbers. Safe for use by any thread. */
public final class JdbcOperationRows implements OperationRows {

    private final Database database;
    private final TaskTable tasks;
    private final ChangeNumber number;
    private final Tables tables;

    /** Operations in a database. */
    public JdbcOperationRows(Database database) {
        this.database = database;
        this.tasks = new TaskTable(database);
        this.number = new ChangeNumber(database);
        this.tables = database.tables();
    }

    @Override
    public long number() {
        return database.call(number::last);
    }

    @Override
    public List<Operation> after(long last) {
        String sql = "SELECT * FROM " + tables.operation() + " WHERE change_number > ? ORDER BY change_number";
        return database.call(connection -> database.query(connection, OperationRow::operation, sql, last)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Operation write(Operation operation) {
        return operate(operation, (connection, now) -> true).orElseThrow();
    }

    /** The number comes first, and nobody else has one until all is done. */
    private Optional<Operation> operate(Operation operation, Change change) {
        return database.transaction(connection -> {
            long next = number.next(connection);
            LocalDateTime now = database.now(connection);
            if (!change.make(connection, now)) {
                connection.rollback();
                return Optional.empty();
            }
            insert(connection, tables.operation(), OperationRow.OPERATION, OperationRow.of(operation, next, now));
            return Optional.of(written(operation, next, now.toInstant(ZoneOffset.UTC)));
        });
    }

    private static Operation written(Operation given, long number, Instant now) {
        return new Operation(number, given.kind(), given.scope(), given.detail(), given.node(), now, given.by());
    }

    private boolean insert(Connection connection, String table, List<Column> columns, @Nullable Object[] row)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (" + Column.names("", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size() - 1) + ")";
        return database.update(connection, sql, row) == 1;
    }

    @Override
    public List<Pause> pauses() {
        String sql = "SELECT * FROM " + tables.pause() + " ORDER BY since, id";
        return database.call(connection -> database.query(connection, OperationRow::pause, sql));
    }

    @Override
    public Operation pause(Pause pause, Operation operation) {
        return operate(
                        operation,
                        (connection, now) ->
                                insert(connection, tables.pause(), OperationRow.PAUSE, OperationRow.of(pause, now)))
                .orElseThrow();
    }

    @Override
    public @Nullable Operation resume(String scope, Operation operation) {
        String sql = "UPDATE " + tables.pause() + " SET ended_at = ? WHERE scope = ? AND ended_at IS NULL"
                + " AND (ends_at IS NULL OR ends_at > ?)";
        return operate(operation, (connection, now) -> database.update(connection, sql, now, scope, now) > 0)
                .orElse(null);
    }

    @Override
    public Map<String, ScheduleOverride> overrides() {
        Map<String, ScheduleOverride> overrides = new HashMap<>();
        String sql = "SELECT * FROM " + tables.override();
        database.call(connection -> database.query(connection, OperationRow::override, sql))
                .forEach(override -> overrides.put(override.task(), override));
        return overrides;
    }

    @Override
    public Operation override(ScheduleOverride override, String setBy, Operation operation) {
        return operate(operation, (connection, now) -> {
                    delete(connection, override.task());
                    insert(connection, tables.override(), OperationRow.OVERRIDE, OperationRow.of(override, now));
                    begin(connection, override.task(), override.schedule(), setBy, now);
                    return true;
                })
                .orElseThrow();
    }

    @Override
    public @Nullable Operation reset(String task, String schedule, String setBy, Operation operation) {
        return operate(operation, (connection, now) -> {
                    if (!delete(connection, task)) {
                        return false;
                    }
                    begin(connection, task, schedule, setBy, now);
                    return true;
                })
                .orElse(null);
    }

    private boolean delete(Connection connection, String task) throws SQLException {
        return database.update(connection, "DELETE FROM " + tables.override() + " WHERE task = ?", task) == 1;
    }

    private void begin(Connection connection, String task, String schedule, String setBy, LocalDateTime now)
            throws SQLException {
        TaskMark locked = tasks.lock(connection, task);
        if (locked != null) {
            Instant instant = now.toInstant(ZoneOffset.UTC);
            tasks.begin(connection, locked, schedule, setBy, instant, instant);
        }
    }

    /** What an operation changes, in its transaction; false where there is nothing to change. */
    @FunctionalInterface
    private interface Change {
        boolean make(Connection connection, LocalDateTime now) throws SQLException;
    }
}
