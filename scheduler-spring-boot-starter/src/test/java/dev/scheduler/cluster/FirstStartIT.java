package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that meet for the first time. */
class FirstStartIT {

    @Test
    void fiveNodesStartTogetherOnAnEmptyDatabase() {
        Scenario.play("Five nodes on an empty database", List.of(Tasks.of("tick", 5, "every 1 second")), cluster -> {
            cluster.start(5);
            Await.pass(Duration.ofSeconds(5));

            cluster.settle(Instant.now());
            assertThat(cluster.troubles()).isEmpty();
        });
    }
}
