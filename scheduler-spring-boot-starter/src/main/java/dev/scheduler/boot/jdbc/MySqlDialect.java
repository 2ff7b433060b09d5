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
        String row = batch.columns().stream()
                .map(column -> parameter(column) + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return "(" + String.join(" UNION ALL ", Collections.nCopies(batch.rows().size(), row)) + ")";
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
    public String insertNew(String table, Batch batch, List<List<String>> keys, String condition, Duration patience) {
        String same = table + "." + keys.get(0).get(0);
        return "INSERT INTO " + table + " (" + batch.names("") + ") SELECT " + batch.names("v.") + " FROM "
                + source(batch) + " AS v WHERE " + condition + " ON DUPLICATE KEY UPDATE " + same + " = " + same;
    }

    @Override
    public String update(String table, Batch batch, List<String> columns, String condition) {
        String assignments =
                columns.stream().map(column -> "e." + column + " = v." + column).collect(Collectors.joining(", "));
        return "UPDATE " + table + " AS e JOIN " + source(batch) + " AS v ON " + condition + " SET " + assignments;
    }

    @Override
    public String now() {
        return "SELECT UTC_TIMESTAMP(6)";
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

    private static String parameter(Column column) {
        return switch (column.kind()) {
            case TEXT -> "CAST(? AS CHAR)";
            case TIME -> "CAST(? AS DATETIME(6))";
            case NUMBER -> "CAST(? AS SIGNED)";
        };
    }
}
