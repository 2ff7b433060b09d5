package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MySQL and MariaDB. {@code INSERT IGNORE} would also pass over values that do not fit; an update to the same value passes
 * over equal keys alone.
 *
 * @param platform which of the two
 * @param ahead by how much its clock is taken to be ahead
 */
record MySqlDialect(String platform, Supplier<Duration> ahead) implements Dialect {

    @Override
    public String source(Batch batch) {
        return "(" + rows(batch, "CAST(? AS CHAR)") + ")";
    }

    /** Bare texts take the collation of the column that the union begins with. */
    @Override
    public String source(Batch batch, String table) {
        String none = batch.columns().stream().map(MySqlDialect::none).collect(Collectors.joining(", "));
        return "(SELECT " + none + " FROM " + table + " WHERE 1 = 0 UNION ALL " + rows(batch, "?") + ")";
    }

    private static String none(Column column) {
        return column.kind() == Column.Kind.NUMBER ? "CAST(NULL AS SIGNED) AS " + column.name() : column.name();
    }

    private static String rows(Batch batch, String text) {
        String row = batch.columns().stream()
                .map(column -> parameter(column, text) + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return String.join(" UNION ALL ", Collections.nCopies(batch.rows().size(), row));
    }

    @Override
    public int bind(PreparedStatement statement, int from, Batch batch) throws SQLException {
        int index = from;
        for (@Nullable Object[] row : batch.rows()) {
            for (Object value : row) {
                statement.setObject(index++, value);
            }
        }
        return index;
    }

    @Override
    public String insertNew(
            String table, List<Column> columns, Batch batch, List<String> key, String condition, Duration patience) {
        String same = table + "." + key.get(0);
        return "INSERT INTO " + table + " (" + Column.names("", columns) + ") SELECT " + Column.names("v.", columns)
                + " FROM " + source(batch) + " AS v WHERE " + condition + " ON DUPLICATE KEY UPDATE " + same + " = "
                + same;
    }

    /** Row by row in the order of the batch, so that statements that lock the same rows do not wait in a circle. */
    @Override
    public String update(
            String table, String source, List<Assignment> assignments, String condition, Duration patience) {
        return "UPDATE " + source + " AS v STRAIGHT_JOIN " + table + " AS e ON " + condition + " SET "
                + assignments("e.", assignments);
    }

    @Override
    public String delete(String table, String source, String condition, Duration patience) {
        return "DELETE e FROM " + source + " AS v STRAIGHT_JOIN " + table + " AS e ON " + condition;
    }

    @Override
    public String lock(String columns, String table, Batch batch, String condition, String order, Duration patience) {
        return "SELECT " + columns + " FROM " + source(batch) + " AS v STRAIGHT_JOIN " + table + " AS e ON " + condition
                + " FOR UPDATE";
    }

    /** Some drivers count a row that was there already as one that was found. */
    @Override
    public boolean countsNew() {
        return false;
    }

    /** Where statements read repeatably, as they do if nobody says otherwise. */
    @Override
    public boolean locksWhatItReads() {
        return true;
    }

    @Override
    public String utcClock() {
        return "UTC_TIMESTAMP(6)";
    }

    @Override
    public String later(String time, String micros) {
        return "TIMESTAMPADD(MICROSECOND, " + micros + ", " + time + ")";
    }

    @Override
    public String shedLockClock() {
        return "UTC_TIMESTAMP(3)";
    }

    @Override
    public String plus(String time, Duration length) {
        return "TIMESTAMPADD(MICROSECOND, " + Dialect.micros(length) + ", " + time + ")";
    }

    private static String parameter(Column column, String text) {
        return switch (column.kind()) {
            case TEXT -> text;
            case TIME -> "CAST(? AS DATETIME(6))";
            case NUMBER -> "CAST(? AS SIGNED)";
        };
    }
}
