package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A node loses the database while it holds a task's lock; the others do not. */
class CutOffHolderIT {

    private static final Duration TAKEOVER = Cluster.LEASE.plusSeconds(5);

    private static final Tasks ALONE = Tasks.of("alone", 1, "every 2 seconds")
            .working(Duration.ofMinutes(5))
            .with("without-overlapping", "true");

    @Test
    void stopsInTimeAndAnotherTakesOver() {
        Scenario.play("One node cut off while it holds a lock", List.of(ALONE), cluster -> {
            cluster.start(2);
            Start first = cluster.awaitStart("a run", Duration.ofSeconds(8), start -> true);
            Await.pass(Duration.ofSeconds(3));
            Instant cut = Instant.now();
            Node holder = cluster.nodeOf(first);
            holder.line().swallow();
            Start second = cluster.awaitStart(
                    "another takes over", TAKEOVER, start -> !start.node().equals(holder.name()));
            Await.pass(Duration.ofSeconds(3));
            holder.line().pass();
            Await.pass(Duration.ofSeconds(6));

            cluster.settle(Instant.now());
            List<Start> starts = cluster.starts();
            Instant ended = starts.get(0).endedAt();
            assertThat(ended).as("the end of the cut-off run").isBetween(cut, second.startedAt());
            assertThat(starts).hasSize(2);
            assertThat(cluster.row(first.executionId()).state()).isEqualTo("LOST");
            assertThat(cluster.troubles()).isEmpty();
        });
    }
}
