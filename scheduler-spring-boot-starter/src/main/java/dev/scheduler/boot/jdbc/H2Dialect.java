package dev.scheduler.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** H2, in any of its modes. */
record H2Dialect() implements ArrayDialect {

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
    public String insertNew(String table, Batch batch, List<String> key, String condition, Duration patience) {
        String same =
                key.stream().map(column -> "x." + column + " = v." + column).collect(Collectors.joining(" AND "));
        return "INSERT INTO " + table + " (" + batch.names("") + ") SELECT " + batch.names("v.") + " FROM "
                + source(batch) + " AS v WHERE " + condition + " AND NOT EXISTS (SELECT 1 FROM " + table + " x WHERE "
                + same + ")";
    }

    @Override
    public String update(
            String table, String source, List<Assignment> assignments, String condition, Duration patience) {
        return "MERGE INTO " + table + " AS e USING " + source + " AS v ON " + condition
                + " WHEN MATCHED THEN UPDATE SET " + assignments("", assignments);
    }

    /** From the seconds since the epoch, as a cast would turn UTC into the session's zone. */
    @Override
    public String utc() {
        return "DATEADD(MICROSECOND, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT),"
                + " TIMESTAMP '1970-01-01 00:00:00')";
    }

    /** In H2 alone, ShedLock writes the time of the session's zone. */
    @Override
    public String shedLockNow() {
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

    @Override
    public boolean returnsIds() {
        return false;
    }

    /** H2 would keep the limit for the connection, which goes back to its pool; its own limit on locks must do. */
    @Override
    public void limit(PreparedStatement statement, Duration timeout) {}

    /** An insert that did not see another's row in time fails on its key, with nothing changed. */
    @Override
    public boolean isCollision(SQLException e) {
        return ArrayDialect.super.isCollision(e) || DUPLICATE_KEY.equals(e.getSQLState());
    }

    /** Each try gets past at least one row of another's. */
    @Override
    public int mostCollisions() {
        return Batch.MOST;
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
