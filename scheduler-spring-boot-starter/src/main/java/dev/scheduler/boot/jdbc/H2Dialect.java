package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * H2, in any of its modes.
 *
 * @param ahead by how much its clock is taken to be ahead
 */
record H2Dialect(Supplier<Duration> ahead) implements ArrayDialect {

    private static final String DUPLICATE_KEY = "23505";

    @Override
    public String platform() {
        return "h2";
    }

    @Override
    public String source(Batch batch) {
        return batch.columns().stream()
                .map(column -> column.name() + " " + type(column) + " = ?")
                .collect(Collectors.joining(", ", "(SELECT * FROM TABLE(", "))"));
    }

    @Override
    public String insertNew(
            String table, List<Column> columns, Batch batch, List<String> key, String condition, Duration patience) {
        String same =
                key.stream().map(column -> "x." + column + " = v." + column).collect(Collectors.joining(" AND "));
        return "INSERT INTO " + table + " (" + Column.names("", columns) + ") SELECT " + Column.names("v.", columns)
                + " FROM " + source(batch) + " AS v WHERE " + condition + " AND NOT EXISTS (SELECT 1 FROM " + table
                + " x WHERE "
                + same + ")";
    }

    @Override
    public String update(
            String table, String source, List<Assignment> assignments, String condition, Duration patience) {
        return "MERGE INTO " + table + " AS e USING " + source + " AS v ON " + condition
                + " WHEN MATCHED THEN UPDATE SET " + assignments("", assignments);
    }

    @Override
    public String delete(String table, String source, String condition, Duration patience) {
        return "MERGE INTO " + table + " AS e USING " + source + " AS v ON " + condition + " WHEN MATCHED THEN DELETE";
    }

    @Override
    public String lock(String columns, String table, Batch batch, String condition, String order, Duration patience) {
        return "SELECT " + columns + " FROM " + source(batch) + " AS v JOIN " + table + " AS e ON " + condition
                + " ORDER BY " + order + " FOR UPDATE";
    }

    @Override
    public boolean locksWhatItReads() {
        return false;
    }

    /** From the seconds since the epoch, as a cast would turn UTC into the session's zone. */
    @Override
    public String utcClock() {
        return "DATEADD(MICROSECOND, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT),"
                + " TIMESTAMP '1970-01-01 00:00:00')";
    }

    /** In H2 alone, ShedLock writes the time of the session's zone. */
    @Override
    public String shedLockClock() {
        return "CURRENT_TIMESTAMP(3)";
    }

    @Override
    public String plus(String time, Duration length) {
        return "DATEADD(MICROSECOND, " + Dialect.micros(length) + ", " + time + ")";
    }

    @Override
    public String later(String time, String micros) {
        return "DATEADD(MICROSECOND, " + micros + ", " + time + ")";
    }

    @Override
    public String toShedLock(String utc) {
        return moved(utc, utc(), shedLockNow());
    }

    @Override
    public String fromShedLock(String time) {
        return moved(time, shedLockNow(), utc());
    }

    private static String moved(String time, String from, String to) {
        return "DATEADD(MICROSECOND, DATEDIFF(MICROSECOND, " + from + ", " + time + "), " + to + ")";
    }

    /** As the standard says it: in some of its modes H2 knows no {@code LIMIT}. */
    @Override
    public String rows(int most, int after) {
        return " OFFSET " + after + " ROWS FETCH FIRST " + most + " ROWS ONLY";
    }

    /** H2 would keep the limit for the connection, which goes back to its pool; its own limit on locks must do. */
    @Override
    public void limit(PreparedStatement statement, Duration timeout) {}

    /** An insert that did not see another's row in time fails on its key, with nothing changed. */
    @Override
    public boolean isCollision(SQLException e) {
        return ArrayDialect.super.isCollision(e) || DUPLICATE_KEY.equals(e.getSQLState());
    }

    @Override
    public String type(Column column) {
        return switch (column.kind()) {
            case TEXT -> "VARCHAR";
            case TIME -> "TIMESTAMP(6)";
            case NUMBER -> "BIGINT";
        };
    }
}
