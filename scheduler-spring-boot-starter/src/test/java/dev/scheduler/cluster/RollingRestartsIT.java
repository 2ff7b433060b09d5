package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that come and go, in good order and in none. */
class RollingRestartsIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Tasks TICKS = Tasks.of("tick", 20, "every 1 second").working(Duration.ofMillis(200));

    @Test
    void everyShortfallIsTheKilledNodesAndTheNextTimeRuns() {
        Scenario.play("Kill -9 and rolling restarts", List.of(TICKS), cluster -> {
            List<Node> killed = killAndRestart(cluster, new ArrayDeque<>(cluster.start(3)));
            Accounts accounts = cluster.settle(Instant.now());

            assertThat(accounts.explained().keySet()).isSubsetOf("LOST", "MISSED NODE_DOWN");
            assertThat(cluster.rows())
                    .filteredOn(row -> row.state().equals("LOST"))
                    .allMatch(row -> killed.stream().anyMatch(node -> node.ran(row)), "is of a node that was killed");
            assertThat(longestPause(cluster.starts())).isLessThanOrEqualTo(Cluster.LEASE);
            assertThat(cluster.troubles()).isEmpty();
            assertThat(cluster.worksOnWhatIsClosed()).isEmpty();
        });
    }

    /** In turn the oldest node is killed or stopped, and another takes its place. */
    private static List<Node> killAndRestart(Cluster cluster, Deque<Node> living) {
        List<Node> killed = new ArrayList<>();
        Instant end = Instant.now().plus(MINUTE);
        boolean kill = true;
        while (Instant.now().isBefore(end)) {
            Node oldest = living.removeFirst();
            if (kill) {
                oldest.kill();
                killed.add(oldest);
            } else {
                oldest.stop();
            }
            kill = !kill;
            living.add(cluster.start());
        }
        return killed;
    }

    /** The longest time between two scheduled times of a task that were started with none between them that was. */
    private static Duration longestPause(List<Start> starts) {
        Map<String, List<Instant>> times = starts.stream()
                .collect(Collectors.groupingBy(
                        Start::task, Collectors.mapping(Start::scheduledTime, Collectors.toList())));
        Duration longest = Duration.ZERO;
        for (List<Instant> each : times.values()) {
            List<Instant> sorted = each.stream().sorted().toList();
            for (int index = 1; index < sorted.size(); index++) {
                Duration pause = Duration.between(sorted.get(index - 1), sorted.get(index));
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
        }
        return longest;
    }
}
