package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node whose process stands still for longer than its lease, and then goes on. */
class FrozenNodeIT {

    private static final Duration FROZEN = Cluster.LEASE.plusSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration TAKEOVER = Cluster.LEASE.plusSeconds(5);

    private static final Tasks TICKS = Tasks.of("tick", 5, "every 1 second");
    private static final Tasks ALONE = Tasks.of("alone", 1, "every 2 seconds")
            .working(Duration.ofSeconds(20))
            .with("without-overlapping", "true");

    @Test
    void overlapsOnceAtMostAndThenRunsCleanly() {
        Scenario.play("SIGSTOP past the lease, then SIGCONT", List.of(TICKS, ALONE), cluster -> {
            cluster.start(2);
            Start frozen = cluster.awaitStart("the first run alone", SOON.multipliedBy(4), FrozenNodeIT::isAlone);
            Node node = cluster.nodeOf(frozen);
            Instant stopped = Instant.now();
            node.freeze();
            Start taken = cluster.awaitStart("another takes over", TAKEOVER, start -> succeeds(start, frozen));
            Await.pass(Duration.between(Instant.now(), stopped.plus(FROZEN)));
            Instant thawed = Instant.now();
            node.thaw();
            Await.pass(Duration.ofSeconds(8));

            cluster.settle(Instant.now());
            assertThat(taken.node()).isNotEqualTo(frozen.node());
            List<Start> runs =
                    cluster.starts().stream().filter(FrozenNodeIT::isAlone).toList();
            assertThat(runs.get(0).endedAt()).as("the end of the frozen run").isBefore(thawed.plus(SOON));
            for (int run = 2; run < runs.size(); run++) {
                assertThat(runs.get(run)).matches(runs.get(run - 1)::endedBefore, "does not overlap the one before");
            }
            assertThat(cluster.row(frozen.executionId()).state()).isEqualTo("LOST");
            assertThat(cluster.starts())
                    .as("starts of the thawed node")
                    .anyMatch(start -> node.name().equals(start.node())
                            && start.startedAt().isAfter(thawed));
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static boolean isAlone(Start start) {
        return start.task().equals(ALONE.name(0));
    }

    private static boolean succeeds(Start start, Start earlier) {
        return isAlone(start) && start.startedAt().isAfter(earlier.startedAt());
    }
}
