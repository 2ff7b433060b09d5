package dev.scheduler.cluster;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Remembers what the nodes purge from the history, by a trigger of the database. */
final class Purged {

    private final JdbcTemplate database;

    private Purged(JdbcTemplate database) {
        this.database = database;
    }

    static Purged watch(JdbcTemplate database) {
        database.execute("CREATE TABLE purged (LIKE scheduler_execution)");
        database.execute("ALTER TABLE purged ADD COLUMN accounted_until TIMESTAMP(6)");
        database.execute("ALTER TABLE purged ADD COLUMN purged_at TIMESTAMPTZ DEFAULT clock_timestamp()");
        database.execute("""
                CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO purged
                    SELECT OLD.*, t.accounted_until FROM scheduler_task t WHERE t.name = OLD.task;
                    RETURN OLD;
                END $$
                """);
        database.execute("""
                CREATE TRIGGER remember BEFORE DELETE ON scheduler_execution
                FOR EACH ROW EXECUTE FUNCTION remember()
                """);
        return new Purged(database);
    }

    List<Row> rows() {
        return database.query("SELECT * FROM purged", (row, index) -> Row.read(row));
    }

    /** What was called missed ahead of time, before marks were moved back, stands for nothing that came to pass after that. */
    List<Row> rowsCutAt(Instant movedBack) {
        return database.query(
                "SELECT id, task, CASE WHEN purged_at <= ? AND state = 'MISSED' THEN LEAST(scheduled_time, ?::timestamp)"
                        + " ELSE scheduled_time END AS scheduled_time, first_scheduled_time, scheduled_count, claim,"
                        + " triggered_by, node, state, reason, ended_at FROM purged",
                (row, index) -> Row.read(row),
                Timestamp.from(movedBack),
                movedBack.toString());
    }

    /** The claims that were forgotten while somebody might still have made them again. */
    List<Row> tooEarly() {
        return database.query(
                "SELECT * FROM purged WHERE claim = '1' AND scheduled_time > accounted_until",
                (row, index) -> Row.read(row));
    }
}
