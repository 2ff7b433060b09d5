package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Many locks are held for long in a database that takes its time for each update of them. */
class SlowLocksIT {

    private static final Duration LEASE = Duration.ofSeconds(24);
    /** Longer than a lock lasts that is not extended, up to when its holder is told. */
    private static final Duration WORK = Duration.ofSeconds(22);

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration MOST = Duration.ofSeconds(70);

    /** A third of the lease lies between two. */
    private static final int EXTENSIONS = 2;

    private static final Tasks ALONE = Tasks.of("alone", 60, "every 20 seconds")
            .working(WORK)
            .with("without-overlapping", "true")
            .with("lease", LEASE.toSeconds() + "s");

    @Test
    void areAllExtendedInTime() {
        Scenario.play("Sixty overlap locks at 2 s for each update", List.of(ALONE), cluster -> {
            cluster.start(
                    2,
                    "--scheduler.jdbc.timeout=6s",
                    "--scheduler.executor.threads=70",
                    "--spring.datasource.hikari.maximum-pool-size=45",
                    "--spring.datasource.hikari.minimum-idle=45",
                    "--spring.datasource.hikari.connection-timeout=5000");
            slowDown(cluster.database());
            Await.until(
                    () -> "not all ran: " + ended(cluster),
                    MOST,
                    () -> ended(cluster).size() == ALONE.count());
            Map<String, Start> ran = ended(cluster);

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained().keySet()).isSubsetOf("SKIPPED OVERLAPPING");
            // Before it is told how a run ended its lock is given back, which takes its time as well.
            Await.holds(SOON, () -> verdicts(cluster, ran.values()).equals(Set.of("SUCCEEDED")));
            assertThat(verdicts(cluster, ran.values())).containsExactly("SUCCEEDED");
            ran.values().forEach(start -> assertExtended(cluster.database(), start));
            assertThat(cluster.rows())
                    .extracting(Row::verdict)
                    .isSubsetOf("SUCCEEDED", "RUNNING", "SKIPPED OVERLAPPING");
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static Set<String> verdicts(Cluster cluster, Collection<Start> starts) {
        Set<String> ids = starts.stream().map(Start::executionId).collect(Collectors.toSet());
        return cluster.rows().stream()
                .filter(row -> ids.contains(row.id()))
                .map(Row::verdict)
                .collect(Collectors.toSet());
    }

    /** Each statement that updates locks takes two seconds, and is remembered with what it did. */
    private static void slowDown(JdbcTemplate database) {
        database.execute("CREATE TABLE lock_change (name TEXT, locked_by TEXT, lock_until TIMESTAMP, at TIMESTAMP)");
        database.execute("""
                CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_sleep(2);
                    RETURN NULL;
                END $$
                """);
        database.execute("""
                CREATE FUNCTION remember_lock() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO lock_change
                    VALUES (NEW.name, NEW.locked_by, NEW.lock_until, timezone('utc', clock_timestamp()));
                    RETURN NULL;
                END $$
                """);
        database.execute("CREATE TRIGGER take_time BEFORE UPDATE ON shedlock EXECUTE FUNCTION take_time()");
        database.execute(
                "CREATE TRIGGER remember_lock AFTER UPDATE ON shedlock FOR EACH ROW EXECUTE FUNCTION remember_lock()");
    }

    /** The first run of each task that has come to its end. */
    private static Map<String, Start> ended(Cluster cluster) {
        return cluster.starts().stream()
                .filter(start -> start.endedAt() != null)
                .collect(Collectors.toMap(Start::task, start -> start, (first, second) -> first));
    }

    /** Its lock was held without a break, from its first change on. */
    private static void assertExtended(JdbcTemplate database, Start start) {
        String sql =
                "SELECT COUNT(*) AS changes, COALESCE(bool_and(at < held_until), true) AS unbroken FROM (SELECT at,"
                        + " LAG(lock_until) OVER (ORDER BY at) AS held_until FROM lock_change WHERE name = ? AND locked_by LIKE ?)"
                        + " changes";
        Map<String, Object> found = database.queryForMap(sql, start.task(), "%#" + start.executionId());
        assertThat(found).as(start.toString()).containsEntry("unbroken", true);
        assertThat((Long) found.get("changes"))
                .as("changes of the lock of " + start)
                // Taken, extended, given back.
                .isGreaterThanOrEqualTo(1 + EXTENSIONS + 1);
    }
}
