package dev.scheduler.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** Remembers which schedules tasks had and until when, by a trigger of the database. */
final class Reigns {

    private static final String ZONE = " in ";
    private static final String NONE = "-";

    private final JdbcTemplate database;

    private Reigns(JdbcTemplate database) {
        this.database = database;
    }

    /** A schedule of a task, for as long as it counted. */
    private record Reign(String task, String schedule, Instant since, Instant until) {

        SortedSet<Instant> times() {
            SortedSet<Instant> times = new TreeSet<>();
            if (!schedule.equals(NONE)) {
                Schedule parsed = Schedule.parse(schedule.substring(0, schedule.lastIndexOf(ZONE)), ZoneOffset.UTC);
                Instant next = parsed.next(since);
                while (next != null && !next.isAfter(until)) {
                    times.add(next);
                    next = parsed.next(next);
                }
            }
            return times;
        }
    }

    static Reigns watch(JdbcTemplate database) {
        database.execute("CREATE TABLE reign (LIKE scheduler_ended_schedule)");
        database.execute("""
                CREATE FUNCTION remember_reign() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO reign SELECT NEW.*;
                    RETURN NULL;
                END $$
                """);
        database.execute("""
                CREATE TRIGGER remember_reign AFTER INSERT ON scheduler_ended_schedule
                FOR EACH ROW EXECUTE FUNCTION remember_reign()
                """);
        return new Reigns(database);
    }

    /** The scheduled times of each task by all the schedules that it had, after one instant, up to and with another. */
    Map<String, SortedSet<Instant>> times(Instant after, Instant until) {
        String sql = "SELECT task, schedule, since, ended_at FROM reign UNION ALL SELECT name, schedule, since,"
                + " ?::timestamp FROM scheduler_task";
        List<Reign> reigns = database.query(
                sql,
                (row, index) -> new Reign(
                        row.getString(1),
                        row.getString(2),
                        utc(row.getObject(3, LocalDateTime.class)),
                        utc(row.getObject(4, LocalDateTime.class))),
                until.toString());
        Map<String, SortedSet<Instant>> times = new TreeMap<>();
        reigns.forEach(each -> times.computeIfAbsent(each.task(), task -> new TreeSet<>())
                .addAll(each.times().tailSet(after.plusNanos(1))));
        return times;
    }

    private static Instant utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
