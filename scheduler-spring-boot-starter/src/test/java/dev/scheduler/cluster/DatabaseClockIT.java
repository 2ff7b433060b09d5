package dev.scheduler.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The database's clock is an hour ahead for a while, then right again, and then the hour comes to pass. */
class DatabaseClockIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ONCE_MORE = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Until every node has heard that the clock was stepped. */
    private static final Duration HEARD = Cluster.LEASE.dividedBy(3).plusSeconds(2);

    private static final int KEEP = 6;

    /** What ran in the hour ahead is purged. */
    private static final Tasks OFTEN = Tasks.of("often", 5, "every 1 second");

    /** What ran in the hour ahead is kept. */
    private static final Tasks SELDOM = Tasks.of("seldom", 5, "every 10 seconds");

    @Test
    void startsNothingTwiceThoughItsRowsArePurged() {
        Scenario.play("Database clock an hour ahead and back, with purge", List.of(OFTEN, SELDOM), cluster -> {
            ShiftedClock database = start(cluster);
            Purged purged = Purged.watch(cluster.database());
            // A run of before the step is the oldest that is kept, so that purge leaves what comes after it.
            Await.until(
                    () -> "not all have run",
                    SOON,
                    () -> starting(cluster.starts()).containsAll(SELDOM.names()));
            Instant ahead = Instant.now().plus(HOUR);
            database.shift(HOUR);
            Await.until(() -> "what ran ahead is not purged", SOON, () -> purgedAfter(cluster, ahead) == OFTEN.count());
            Instant reached = database.instant();
            database.shift(Duration.ZERO);
            Instant back = Instant.now();
            Await.until(
                    () -> "not all go on",
                    SOON,
                    () -> goingOn(cluster.starts(), back).containsAll(SELDOM.names()));
            Instant again = Instant.now();
            database.shift(Duration.between(again, reached).minus(ONCE_MORE));
            Await.pass(ONCE_MORE.plusSeconds(4));

            Accounts accounts = cluster.settle(database.instant(), () -> purged.rowsCutAt(back.plus(HEARD)));
            // Of what was stepped over the latest starts late, close to the next.
            assertThat(accounts.explained().keySet())
                    .isSubsetOf("MISSED CLOCK_JUMP", "SKIPPED CLOCK_JUMP", "SKIPPED OVERLAPPING");
            assertGoesOn(cluster.starts(), back, again, reached);
            assertWarnsOnce(cluster, back.plus(HEARD), again);
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    /** Two nodes that read the same wrong clock. */
    private static ShiftedClock start(Cluster cluster) {
        Path file = Path.of("target", "cluster", "database.clock").toAbsolutePath();
        ShiftedClock database = new ShiftedClock(file);
        database.shift(Duration.ZERO);
        cluster.start(2, "--cluster.database-clock=" + file, "--scheduler.history.keep=" + KEEP);
        return database;
    }

    private static int purgedAfter(Cluster cluster, Instant ahead) {
        String sql = "SELECT COUNT(*) FROM scheduler_task WHERE name LIKE 'often%' AND purged_until > ?::timestamp";
        return Objects.requireNonNull(cluster.database().queryForObject(sql, Integer.class, ahead.toString()));
    }

    private static Set<String> starting(List<Start> starts) {
        return starts.stream().map(Start::task).collect(Collectors.toSet());
    }

    /** The tasks that run while the clock is right again. */
    private static Set<String> goingOn(List<Start> starts, Instant back) {
        return starts.stream()
                .filter(start -> start.startedAt().isAfter(back.plus(HEARD)))
                .map(Start::task)
                .collect(Collectors.toSet());
    }

    /** Until the hour has passed, tasks run whose rows of it are there; then all do. */
    private static void assertGoesOn(List<Start> starts, Instant back, Instant again, Instant reached) {
        List<Start> before = starts.stream()
                .filter(start -> start.startedAt().isBefore(again))
                .toList();
        assertThat(goingOn(before, back)).containsExactlyInAnyOrderElementsOf(SELDOM.names());
        assertThat(starts)
                .filteredOn(start -> start.startedAt().isAfter(again)
                        && start.scheduledTime().isAfter(reached))
                .extracting(Start::task)
                .containsAll(OFTEN.names());
    }

    /** Of each task whose rows were purged, on each node at most, and of none of its times. */
    private static void assertWarnsOnce(Cluster cluster, Instant from, Instant until) {
        List<String> skipped = cluster.nodes().stream()
                .flatMap(node -> node.log().complaints(from, Instant.now()).stream()
                        .filter(each -> each.message().contains(" is skipped until "))
                        .map(each -> node.name() + ": " + each.message().split(" ", 2)[0]))
                .toList();
        assertThat(skipped).doesNotHaveDuplicates();
        assertThat(skipped)
                .extracting(each -> each.substring(each.indexOf(": ") + 2))
                .hasSameElementsAs(OFTEN.names());
        assertThat(cluster.nodes())
                .flatExtracting(node -> node.log().complaints(from, until))
                .allMatch(each -> each.message().contains(" is skipped until "));
    }
}
