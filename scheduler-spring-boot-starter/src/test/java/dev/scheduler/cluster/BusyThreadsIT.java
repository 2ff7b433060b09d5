package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Plain tasks hold all threads of a node for longer than the grace of what is due meanwhile. */
class BusyThreadsIT {

    private static final Duration GRACE = Duration.ofSeconds(6);

    /** After this a node claims also without room. */
    private static final Duration AT_ONCE = GRACE.dividedBy(2);

    private static final Duration HELD = Duration.ofSeconds(8);
    private static final Duration LATEST = HELD.plusSeconds(2);
    private static final int HOLDS = 2;
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final Tasks HEAVY = heavy(1);
    private static final Tasks TWO_HEAVY = heavy(2);
    private static final Tasks LIGHT = light("every 2 seconds");

    /** Due a second after the threads were taken, so that they are late by more than their grace. */
    private static final Tasks RARE = light("6/10 * * * * *");

    private static Tasks heavy(int count) {
        return new Tasks("heavy", count, "5/10 * * * * *", HELD, Map.of());
    }

    private static Tasks light(String schedule) {
        return Tasks.of("light", 5, schedule).with("grace", GRACE.toSeconds() + "s");
    }

    @Test
    void otherNodeStartsAtOnceWhatIsDueMeanwhile() {
        Scenario.play("The thread of one node busy over grace", List.of(LIGHT), cluster -> {
            Node free = cluster.start();
            Node busy = launch(cluster, "1", HEAVY, LIGHT).awaitReady();
            Await.until(
                    () -> "nothing is held", SOON, () -> holds(cluster, busy).size() >= HOLDS);
            List<Start> holds = holds(cluster, busy);

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained()).isEmpty();
            List<Start> meanwhile = lights(cluster).stream()
                    .filter(start -> holds.stream().anyMatch(hold -> isDueDuring(start, hold)))
                    .toList();
            assertThat(meanwhile)
                    .hasSizeGreaterThanOrEqualTo(HOLDS * LIGHT.count())
                    .allMatch(start -> start.node().equals(free.name()), "ran on the node with room")
                    .allMatch(start -> start.lateness().compareTo(AT_ONCE) < 0, "ran at once");
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    @Test
    void whatIsDueWhileBothAreBusyIsLateAndNotMissed() {
        Scenario.play("All threads of two nodes busy over grace", List.of(RARE), cluster -> {
            List<Node> busy = List.of(launch(cluster, "2", TWO_HEAVY, RARE), launch(cluster, "2", TWO_HEAVY, RARE));
            busy.forEach(Node::awaitReady);
            Instant ready = Instant.now();
            Await.until(
                    () -> "nothing is due while all is held",
                    SOON,
                    () -> afterwards(cluster, ready).size() >= HOLDS * RARE.count());

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained()).isEmpty();
            assertThat(afterwards(cluster, ready))
                    .allMatch(start -> start.lateness().compareTo(GRACE) > 0, "ran late")
                    .allMatch(start -> start.lateness().compareTo(LATEST) < 0, "ran as soon as there was room");
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static Node launch(Cluster cluster, String threads, Tasks... tasks) {
        return cluster.launch(List.of(tasks), Duration.ZERO, "--scheduler.executor.threads=" + threads);
    }

    /** When a node's threads were held to the end. */
    private static List<Start> holds(Cluster cluster, Node node) {
        return cluster.starts().stream()
                .filter(start -> start.task().equals(HEAVY.name(0)))
                .filter(start -> start.node().equals(node.name()) && start.endedAt() != null)
                .toList();
    }

    private static List<Start> lights(Cluster cluster) {
        return cluster.starts().stream()
                .filter(start -> start.task().startsWith("light"))
                .toList();
    }

    /** What was due when both nodes had been there for a while. */
    private static List<Start> afterwards(Cluster cluster, Instant ready) {
        return lights(cluster).stream()
                .filter(start -> start.scheduledTime().isAfter(ready.plusSeconds(3)))
                .toList();
    }

    /** Whether it was due while all threads were held, and so that nobody without room claimed it. */
    private static boolean isDueDuring(Start start, Start hold) {
        Instant due = start.scheduledTime();
        return due.isAfter(hold.startedAt())
                && due.plus(AT_ONCE).isBefore(hold.startedAt().plus(HELD));
    }
}
