package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MySQL and MariaDB. {@code INSERT IGNORE} would also pass over values that do not fit; an update to the same value passes
 * over equal keys alone.
 *
 * @param platform which of the two
 */
record MySqlDialect(String platform) implements Dialect {

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
    public String insertNew(String table, Batch batch, List<String> key, String condition, Duration patience) {
        String same = table + "." + key.get(0);
        return "INSERT INTO " + table + " (" + batch.names("") + ") SELECT " + batch.names("v.") + " FROM "
                + source(batch) + " AS v WHERE " + condition + " ON DUPLICATE KEY UPDATE " + same + " = " + same;
    }

    /** Row by row in the order of the batch, so that statements that lock the same rows do not wait in a circle. */
    @Override
    public String update(
            String table, String source, List<Assignment> assignments, String condition, Duration patience) {
        return "UPDATE " + source + " AS v STRAIGHT_JOIN " + table + " AS e ON " + condition + " SET "
                + assignments("e.", assignments);
    }

    @Override
    public String utc() {
        return "UTC_TIMESTAMP(6)";
    }

    @Override
    public String shedLockNow() {
        return "UTC_TIMESTAMP(3)";
    }

    @Override
    public String plus(String time, Duration length) {
        return "TIMESTAMPADD(MICROSECOND, " + Dialect.micros(length) + ", " + time + ")";
    }

    @Override
    public String later(String time, String micros) {
        return "TIMESTAMPADD(MICROSECOND, " + micros + ", " + time + ")";
    }

    @Override
    public boolean returnsIds() {
        return false;
    }

    /** InnoDB finds a deadlock at once; of those in it, all but one go on. */
    @Override
    public int mostCollisions() {
        return Batch.MOST;
    }

    private static String parameter(Column column, String text) {
        return switch (column.kind()) {
            case TEXT -> text;
            case TIME -> "CAST(? AS DATETIME(6))";
            case NUMBER -> "CAST(? AS SIGNED)";
        };
    }
}
