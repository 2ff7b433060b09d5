package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes whose clocks disagree, among themselves and with the database's. */
class WrongClocksIT {

    private static final Duration EARLY = Duration.ofMillis(-500);
    private static final Duration LATE = Cluster.GRACE.plusSeconds(1);

    private static final Tasks TICKS = Tasks.of("tick", 10, "every 1 second");

    @Test
    void agreeOnTheDatabasesTime() {
        Scenario.play("Clocks apart by 2 s and by 90 s", List.of(TICKS), cluster -> {
            List<Node> nodes = List.of(
                    cluster.launch(List.of(TICKS), Duration.ZERO),
                    cluster.launch(List.of(TICKS), Duration.ofSeconds(2)),
                    cluster.launch(List.of(TICKS), Duration.ofSeconds(-90)));
            nodes.forEach(Node::awaitReady);
            Await.pass(Duration.ofSeconds(12));
            nodes.get(1).shiftClock(Duration.ofSeconds(90));
            Await.pass(Duration.ofSeconds(8));
            nodes.get(2).shiftClock(Duration.ofSeconds(-2));
            Await.pass(Duration.ofSeconds(8));

            cluster.settle(Instant.now());
            assertThat(cluster.starts())
                    .as("starts at other times")
                    .filteredOn(start -> start.lateness().compareTo(EARLY) < 0
                            || start.lateness().compareTo(LATE) > 0)
                    .isEmpty();
            assertThat(cluster.starts()).extracting(Start::node).contains("n1", "n2", "n3");
            assertThat(cluster.troubles()).isEmpty();
        });
    }
}
