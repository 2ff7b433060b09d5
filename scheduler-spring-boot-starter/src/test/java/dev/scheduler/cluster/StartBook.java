package dev.scheduler.cluster;

import dev.scheduler.TaskContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where the bodies of tasks tell that they started and ended: in a database that is never cut off, by its clock. It has no
 * unique key, so that whatever happens twice is seen twice.
 */
final class StartBook {

    private final JdbcTemplate database;

    StartBook(JdbcTemplate database) {
        this.database = database;
    }

    /** An empty book in a database of its own, which need not survive a crash. */
    static StartBook create(String name) {
        Postgres.create(name);
        JdbcTemplate database = Postgres.connect(name);
        database.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
        database.execute("""
                CREATE TABLE starts (
                    number         BIGSERIAL   PRIMARY KEY,
                    task           TEXT        NOT NULL,
                    scheduled_time TIMESTAMPTZ NOT NULL,
                    execution_id   TEXT        NOT NULL,
                    node           TEXT        NOT NULL,
                    trigger        TEXT        NOT NULL,
                    started_at     TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
                    ended_at       TIMESTAMPTZ)
                """);
        return new StartBook(database);
    }

    /** Tells of a start, and returns its number. */
    long started(TaskContext context, String node) {
        String sql = "INSERT INTO starts (task, scheduled_time, execution_id, node, trigger) VALUES (?, ?, ?, ?, ?)"
                + " RETURNING number";
        Long number = database.queryForObject(
                sql,
                Long.class,
                context.task(),
                Timestamp.from(context.scheduledTime()),
                context.executionId(),
                node,
                context.trigger().name());
        if (number == null) {
            throw new IllegalStateException("The start of " + context.executionId() + " got no number");
        }
        return number;
    }

    void ended(long number) {
        database.update("UPDATE starts SET ended_at = clock_timestamp() WHERE number = ?", number);
    }

    List<Start> all() {
        return database.query("SELECT * FROM starts ORDER BY number", (row, index) -> read(row));
    }

    private static Start read(ResultSet row) throws SQLException {
        return new Start(
                row.getString("task"),
                row.getTimestamp("scheduled_time").toInstant(),
                row.getString("execution_id"),
                row.getString("node"),
                row.getString("trigger"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
