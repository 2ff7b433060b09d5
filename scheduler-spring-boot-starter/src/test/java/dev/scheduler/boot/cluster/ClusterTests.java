package dev.scheduler.boot.cluster;

import dev.scheduler.TaskSettings;
import dev.scheduler.boot.jdbc.NodeBeats;
import dev.scheduler.boot.jdbc.Purge;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterTests {

    private final SharedDatabase shared = new SharedDatabase();
    private final InstantSource clock = InstantSource.system();
    private final TestNode node = new TestNode("one", shared, clock).with("a", "every minute", TaskSettings.UNSET);
    private final SharedPauses pauses = new SharedPauses(shared.marks, clock);

    @AfterEach
    void close() {
        shared.close();
    }

    private Cluster cluster(Duration sweep) {
        NodeHeartbeat heartbeat = new NodeHeartbeat(
                "one",
                Duration.ofMinutes(1),
                new NodeBeats(shared.database),
                node.claims,
                new ClusterClock(clock),
                System::nanoTime);
        heartbeat.beat();
        return new Cluster(
                node,
                heartbeat,
                shared.marks,
                node.claims,
                pauses,
                new Purge(shared.database, "one", 1, Duration.ofDays(1)),
                clock,
                sweep,
                Duration.ofSeconds(5));
    }

    private static void tick(Cluster cluster, int times) {
        for (int i = 0; i < times; i++) {
            cluster.tick();
        }
    }

    @Test
    void hearsOfAPauseElsewhereWithinTenSecondsHoweverLongASweepIs() {
        Cluster cluster = cluster(Duration.ofHours(1));
        tick(cluster, 1);
        pauses.tell("a", true, () -> {});
        tick(cluster, 9);
        assertThat(node.paused).isEmpty();
        tick(cluster, 1);
        assertThat(node.paused).containsExactly("a");
    }

    @Test
    void hearsOfAPauseElsewhereWithEachSweepThatIsShorter() {
        Cluster cluster = cluster(Duration.ofSeconds(2));
        tick(cluster, 1);
        pauses.tell("a", true, () -> {});
        tick(cluster, 2);
        assertThat(node.paused).containsExactly("a");
    }
}
