package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two versions of an application, with other schedules for the same tasks, in one cluster. */
class VersionsIT {

    private static final Duration WHILE = Duration.ofSeconds(6);

    private static final Tasks OLD = Tasks.of("tick", 5, "every 2 seconds");
    private static final Tasks NEW = OLD.at("every 3 seconds");

    @Test
    void eachVersionRunsItsTimesThereAndBackAgain() {
        Scenario.play("Two versions with different frequencies", List.of(OLD), cluster -> {
            Node old = launch(cluster, OLD);
            Await.pass(WHILE);
            Node younger = launch(cluster, NEW);
            Instant deployed = Instant.now();
            Await.pass(WHILE);
            Instant replaced = Instant.now();
            old.stop();
            Await.pass(WHILE);
            Node oldAgain = launch(cluster, OLD);
            Instant backAgain = Instant.now();
            Await.pass(WHILE);
            Instant takenBack = Instant.now();
            younger.stop();
            Await.pass(WHILE);

            Instant end = Instant.now();
            Map<String, SortedSet<Instant>> scheduled = new TreeMap<>();
            OLD.names().forEach(task -> {
                SortedSet<Instant> times = new TreeSet<>(OLD.times(deployed.minus(WHILE), replaced));
                times.addAll(NEW.times(deployed, takenBack));
                times.addAll(OLD.times(backAgain, end));
                scheduled.put(task, times);
            });
            cluster.settle(scheduled);
            assertThat(oldAgain.log().troubles()).isEmpty();
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static Node launch(Cluster cluster, Tasks tasks) {
        return cluster.launch(List.of(tasks), Duration.ZERO).awaitReady();
    }
}
