package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts are put off for longer than their grace, and nodes go meanwhile. */
class JitterIT {

    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration JITTER = Duration.ofSeconds(8);
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** How late a run may start that was given back within its grace and put off anew, on a busy machine. */
    private static final Duration LATE = GRACE.plus(JITTER).plusSeconds(2);

    private static final Duration WITHIN_GRACE = Duration.ofMillis(1_500);
    private static final Duration PAST_GRACE = GRACE.plusMillis(500);
    private static final Duration SOON = Duration.ofSeconds(90);

    /** So many are put off at least as a node goes: one of them may start still. */
    private static final int SEVERAL = 2;

    private static final Tasks SKIPPING = putOff("skipping", "0/10 * * * * *");
    private static final Tasks CATCHING_UP =
            putOff("catching-up", "0/10 * * * * *").with("missed", "ONCE");

    /** Within their grace when the others' is over. */
    private static final Tasks LATER = putOff("later", "5/10 * * * * *");

    private static Tasks putOff(String group, String schedule) {
        return Tasks.of(group, 36, schedule)
                .with("grace", GRACE.toSeconds() + "s")
                .with("jitter", JITTER.toSeconds() + "s");
    }

    @Test
    void whatIsPutOffRunsLateOrElsewhereOrIsLostWithItsNode() {
        Scenario.play("Jitter over grace, kill -9 and stop", List.of(SKIPPING, CATCHING_UP, LATER), cluster -> {
            List<Node> nodes = cluster.start(3);
            Node killed = nodes.get(1);
            Node stopped = nodes.get(2);
            awaitPutOff(cluster, killed);
            killed.kill();
            Await.pass(EVERY);
            List<Row> left = awaitPutOff(cluster, stopped);
            stopped.stop();
            Await.pass(EVERY.plus(GRACE));

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained().keySet()).containsExactly("LOST", "MISSED NODE_DOWN");
            assertThat(rows(cluster, "LOST")).allMatch(killed::ran, "is of the node that was killed");
            assertThat(rows(cluster, "MISSED"))
                    .allMatch(stopped::ran, "was claimed by the node that stopped")
                    .noneMatch(row -> isOf(CATCHING_UP, row.task()), "is to be caught up on");
            assertThat(startsElsewhere(cluster, left, stopped))
                    .as("starts of what was left undone")
                    .anyMatch(start -> isCatchUp(start) && isOf(CATCHING_UP, start.task()))
                    .anyMatch(start -> !isCatchUp(start) && isOf(LATER, start.task()));
            assertStartsAreLateByTheJitter(cluster.starts());
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static void assertStartsAreLateByTheJitter(List<Start> starts) {
        assertThat(starts)
                .filteredOn(JitterIT::isCatchUp)
                .allMatch(start -> isOf(CATCHING_UP, start.task()), "is to be caught up on");
        assertThat(starts)
                .filteredOn(start -> !isCatchUp(start))
                .anyMatch(start -> start.lateness().compareTo(GRACE) > 0, "is put off over its grace")
                .allMatch(start -> start.lateness().compareTo(LATE) < 0, "is not put off for longer");
    }

    /** Waits until some of what a node has claimed is put off, of each group and of each age, and returns it. */
    private static List<Row> awaitPutOff(Cluster cluster, Node node) {
        Await.until(() -> node.name() + " puts nothing off", SOON, () -> isPutOff(putOff(cluster, node)));
        return putOff(cluster, node);
    }

    private static boolean isPutOff(List<Row> rows) {
        Instant now = Instant.now();
        Predicate<Row> isPastGrace = row -> row.scheduledTime().plus(PAST_GRACE).isBefore(now);
        Predicate<Row> isJust = row -> row.scheduledTime().plus(WITHIN_GRACE).isAfter(now);
        return Stream.of(SKIPPING, CATCHING_UP).allMatch(group -> count(rows, group, isPastGrace) >= SEVERAL)
                && count(rows, LATER, isJust) >= SEVERAL;
    }

    private static long count(List<Row> rows, Tasks group, Predicate<Row> condition) {
        return rows.stream()
                .filter(row -> isOf(group, row.task()))
                .filter(condition)
                .count();
    }

    /** Starts are read after rows, so that none is missing. */
    private static List<Row> putOff(Cluster cluster, Node node) {
        List<Row> claimed = rows(cluster, "RUNNING").stream().filter(node::ran).toList();
        Set<String> started = cluster.starts().stream().map(Start::executionId).collect(Collectors.toSet());
        return claimed.stream().filter(row -> !started.contains(row.id())).toList();
    }

    private static List<Row> rows(Cluster cluster, String state) {
        return cluster.rows().stream().filter(row -> row.state().equals(state)).toList();
    }

    /** What others started of the times that these rows stood for. */
    private static List<Start> startsElsewhere(Cluster cluster, List<Row> rows, Node left) {
        return cluster.starts().stream()
                .filter(start -> !start.node().equals(left.name()))
                .filter(start -> rows.stream()
                        .anyMatch(row -> row.task().equals(start.task())
                                && row.scheduledTime().equals(start.scheduledTime())))
                .toList();
    }

    private static boolean isOf(Tasks group, String task) {
        return group.names().contains(task);
    }

    private static boolean isCatchUp(Start start) {
        return start.trigger().equals("MISSED");
    }
}
