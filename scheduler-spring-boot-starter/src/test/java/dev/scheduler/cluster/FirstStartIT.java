package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that meet for the first time. */
class FirstStartIT {

    @Test
    void fiveNodesStartTogetherOnAnEmptyDatabase() {
        try (Cluster cluster = new Cluster("Five nodes on an empty database", Tasks.of("tick", 5, "every 1 second"))) {
            cluster.start(5);
            Await.pass(Duration.ofSeconds(5));

            assertThat(cluster.settle(Instant.now()).faults()).isEmpty();
            assertThat(cluster.troubles()).isEmpty();
        }
    }
}
