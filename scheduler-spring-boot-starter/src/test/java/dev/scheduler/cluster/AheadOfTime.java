package dev.scheduler.cluster;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Remembers what nodes decide of scheduled times that others may still accept, by triggers of the database and its clock. */
final class AheadOfTime {

    private final JdbcTemplate database;

    private AheadOfTime(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * From now on it is remembered.
     *
     * @param grace how late a scheduled time may be accepted
     */
    static AheadOfTime watch(JdbcTemplate database, Duration grace) {
        database.execute("CREATE TABLE ahead (what TEXT, task TEXT, until TIMESTAMP(6), at TIMESTAMP(6))");
        watch(database, "scheduler_task", "accounted_until", "TRUE", grace);
        watch(database, "scheduler_execution", "scheduled_time", "NEW.state IN ('MISSED', 'SKIPPED')", grace);
        return new AheadOfTime(database);
    }

    private static void watch(JdbcTemplate database, String table, String time, String condition, Duration grace) {
        String task = table.equals("scheduler_task") ? "name" : "task";
        String now = "clock_timestamp() AT TIME ZONE 'UTC'";
        database.execute("CREATE FUNCTION ahead_" + table + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
                + condition + " AND NEW." + time + " > " + now + " - interval '" + grace.toMillis() + " ms' THEN"
                + " INSERT INTO ahead VALUES ('" + time + "', NEW." + task + ", NEW." + time + ", " + now + ");"
                + " END IF; RETURN NULL; END $$");
        database.execute("CREATE TRIGGER ahead AFTER INSERT OR UPDATE ON " + table
                + " FOR EACH ROW EXECUTE FUNCTION ahead_" + table + "()");
    }

    /** The marks that were set, and the times that were written off, too early. */
    List<String> all() {
        return database.query(
                "SELECT * FROM ahead ORDER BY at",
                (row, index) -> row.getString("task") + ": " + row.getString("what") + " " + row.getString("until")
                        + " at " + row.getString("at"));
    }
}
