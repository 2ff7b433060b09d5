package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node is asked to stop while its tasks run. */
class ShutdownIT {

    private static final Duration LONG_LEASE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(4);

    private static final Tasks SHORT = Tasks.of("short", 5, "every 1 second").working(Duration.ofMillis(700));
    private static final Tasks ALONE = Tasks.of("alone", 1, "every 2 seconds")
            .working(Duration.ofMinutes(5))
            .with("without-overlapping", "true")
            .with("lease", LONG_LEASE.toSeconds() + "s");

    @Test
    void freesItsLocksAtOnceAndRecordsHowRunsEnded() {
        Scenario.play("Graceful shutdown in the middle of runs", List.of(SHORT, ALONE), cluster -> {
            cluster.start(2);
            Start first = cluster.awaitStart("a run alone", SOON.multipliedBy(3), ShutdownIT::isAlone);
            Await.pass(Duration.ofSeconds(3));
            Node leaving = cluster.nodeOf(first);
            leaving.stop();
            Instant gone = Instant.now();
            Start second = cluster.awaitStart(
                    "another takes over",
                    SOON.multipliedBy(2),
                    start -> isAlone(start) && !start.node().equals(leaving.name()));
            Await.pass(SOON);

            cluster.settle(Instant.now());
            assertThat(second.startedAt()).isBefore(gone.plus(SOON));
            assertThat(cluster.row(first.executionId()).state()).isEqualTo("CANCELLED");
            assertThat(cluster.rows())
                    .filteredOn(leaving::ran)
                    .extracting(Row::state)
                    .isSubsetOf("SUCCEEDED", "CANCELLED", "SKIPPED", "MISSED");
            assertThat(cluster.troubles()).isEmpty();
            assertThat(cluster.worksOnWhatIsClosed()).isEmpty();
        });
    }

    private static boolean isAlone(Start start) {
        return start.task().equals(ALONE.name(0));
    }
}
