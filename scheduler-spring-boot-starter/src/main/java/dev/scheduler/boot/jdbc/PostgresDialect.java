package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * PostgreSQL.
 *
 * @param ahead by how much its clock is taken to be ahead
 */
record PostgresDialect(Supplier<Duration> ahead) implements ArrayDialect {

    @Override
    public String platform() {
        return "postgresql";
    }

    @Override
    public String source(Batch batch) {
        String arrays = batch.columns().stream()
                .map(column -> "?::" + type(column) + "[]")
                .collect(Collectors.joining(", "));
        return "(SELECT * FROM unnest(" + arrays + ") AS u(" + batch.names("") + "))";
    }

    /** The limit is set by the statement itself, for itself: a pooled connection goes back as it came. */
    @Override
    public String insertNew(
            String table, List<Column> columns, Batch batch, List<String> key, String condition, Duration patience) {
        return "INSERT INTO " + table + " (" + Column.names("", columns) + ") SELECT " + Column.names("v.", columns)
                + " FROM " + patience(patience) + ", " + source(batch) + " AS v WHERE " + condition
                + " ON CONFLICT DO NOTHING";
    }

    @Override
    public String update(
            String table, String source, List<Assignment> assignments, String condition, Duration patience) {
        return "UPDATE " + table + " AS e SET " + assignments("", assignments) + " FROM " + patience(patience) + ", "
                + source + " AS v WHERE " + condition;
    }

    @Override
    public String delete(String table, String source, String condition, Duration patience) {
        return "DELETE FROM " + table + " AS e USING " + patience(patience) + ", " + source + " AS v WHERE "
                + condition;
    }

    @Override
    public String lock(String columns, String table, Batch batch, String condition, String order, Duration patience) {
        return "SELECT " + columns + " FROM " + patience(patience) + ", " + source(batch) + " AS v JOIN " + table
                + " AS e ON " + condition + " ORDER BY " + order + " FOR UPDATE OF e";
    }

    /** A join alone may go through the rows in any order. */
    @Override
    public String inOrder(String table, Batch batch, String condition, String order, Duration patience) {
        return "(" + lock("v.*", table, batch, condition, order, patience) + ")";
    }

    @Override
    public String inOrderOfTable(String table, Batch batch, String condition, String order, Duration patience) {
        return inOrder(table, batch, condition, order, patience);
    }

    static String patience(Duration patience) {
        return "(SELECT set_config('lock_timeout', '" + patience.toMillis() + "', true)) AS patience";
    }

    /** The driver's limit is a second connection that asks for an end, and on a dead line it waits for that one as well. */
    @Override
    public void limit(PreparedStatement statement, Duration timeout) {}

    @Override
    public boolean joinsLaterally() {
        return true;
    }

    @Override
    public boolean locksWhatItReads() {
        return false;
    }

    @Override
    public String utcClock() {
        return "clock_timestamp() AT TIME ZONE 'UTC'";
    }

    @Override
    public String shedLockClock() {
        return "timezone('utc', CURRENT_TIMESTAMP)";
    }

    @Override
    public String plus(String time, Duration length) {
        return time + " + INTERVAL '" + Dialect.micros(length) + " microseconds'";
    }

    @Override
    public String later(String time, String micros) {
        return time + " + " + micros + " * INTERVAL '1 microsecond'";
    }

    @Override
    public String type(Column column) {
        return switch (column.kind()) {
            case TEXT -> "text";
            case TIME -> "timestamp";
            case NUMBER -> "bigint";
        };
    }
}
