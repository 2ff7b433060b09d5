package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A canary that has another schedule for some tasks, and tasks of its own, beside two nodes of the version before. */
class CanaryIT {

    private static final int KEEP = 3;

    /** What is kept, what is not settled yet, and what a purge has not come to yet. */
    private static final int MOST_ROWS = KEEP + 9;

    private static final Duration WHILE = Duration.ofSeconds(4);
    private static final Duration STAYS = Duration.ofSeconds(15);
    private static final Duration SETTLED = Duration.ofSeconds(25);

    /** What is due as a node is asked to stop may be given back. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private static final Tasks OLD = Tasks.of("shared", 3, "every 2 seconds");
    private static final Tasks NEW = OLD.at("every 3 seconds");
    private static final Tasks FRESH = Tasks.of("fresh", 2, "every 2 seconds");

    @Test
    void comesAndGoesAndTheOldNodesGoOn() {
        Scenario.play("A canary that goes", List.of(OLD), cluster -> {
            Purged purged = startOld(cluster);
            Node canary = launchCanary(cluster);
            Instant came = Instant.now();
            Await.pass(STAYS);
            Instant left = Instant.now();
            canary.stop();
            Instant gone = Instant.now();
            Marks marks = new Marks(cluster.database());
            marks.awaitPast(gone.plus(WHILE), OLD.names(), SETTLED);
            marks.awaitRows(MOST_ROWS, OLD.names(), SETTLED);

            Map<String, SortedSet<Instant>> scheduled = cluster.scheduled(Instant.now());
            add(scheduled, OLD, NEW.times(came, left.minus(LAST)));
            add(scheduled, FRESH, FRESH.times(came, left.minus(LAST)));
            assertThat(cluster.settle(scheduled, purged::rows).explained()).isEmpty();
            assertThat(cluster.starts()).extracting(Start::node).contains("n1", "n2", canary.name());
            assertThat(purgedTooEarly(purged)).isEmpty();
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    @Test
    void staysWhenTheOldNodesGoAndTakesTheScheduleOver() {
        Scenario.play("A canary that stays", List.of(OLD), cluster -> {
            Purged purged = startOld(cluster);
            Marks marks = new Marks(cluster.database());
            Node setter = setter(cluster, marks);
            Instant known = cluster.since().values().iterator().next();
            Node canary = launchCanary(cluster);
            Instant came = Instant.now();
            Await.pass(WHILE);
            Instant left = Instant.now();
            setter.kill();
            cluster.nodes().stream().limit(2).filter(node -> node != setter).forEach(Node::stop);
            Map<String, Instant> ended = awaitTakeover(marks);
            marks.awaitPast(Instant.now().plus(WHILE), names(OLD, FRESH), SETTLED);
            marks.awaitRows(MOST_ROWS, names(OLD, FRESH), SETTLED);

            Instant end = Instant.now();
            Map<String, SortedSet<Instant>> scheduled = new TreeMap<>();
            ended.forEach((task, until) -> scheduled.put(task, OLD.times(known, until)));
            add(scheduled, OLD, NEW.times(came, end));
            add(scheduled, FRESH, FRESH.times(came, end));
            Accounts accounts = cluster.settle(scheduled, purged::rows);
            assertThat(accounts.explained().keySet())
                    .contains("MISSED NODE_DOWN")
                    .isSubsetOf("MISSED NODE_DOWN", "LOST");
            assertThat(rows(cluster, purged, "LOST")).allMatch(setter::ran, "is of the node that was killed");
            assertThat(rows(cluster, purged, "MISSED"))
                    .allMatch(row -> OLD.names().contains(row.task()), "is of the old schedule")
                    .allMatch(row -> row.first().isAfter(left.minus(LAST)), "is after the old nodes left")
                    .allMatch(row -> !row.scheduledTime().isAfter(ended.get(row.task())), "is before the new schedule");
            assertThat(marks.setters()).singleElement().matches(canary::hasId);
            assertThat(purgedTooEarly(purged)).isEmpty();
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static Purged startOld(Cluster cluster) {
        cluster.start(2, "--scheduler.history.keep=" + KEEP);
        Purged purged = Purged.watch(cluster.database());
        Await.pass(WHILE);
        return purged;
    }

    private static Node launchCanary(Cluster cluster) {
        return cluster.launch(List.of(NEW, FRESH), Duration.ZERO, "--scheduler.history.keep=" + KEEP)
                .awaitReady();
    }

    /** Waits until the old schedule has ended, and returns when that was for each task. */
    private static Map<String, Instant> awaitTakeover(Marks marks) {
        Map<String, Instant> ended = new TreeMap<>();
        Await.until(() -> "the canary takes over, only " + ended, SETTLED, () -> {
            ended.putAll(marks.ended());
            return ended.keySet().containsAll(OLD.names());
        });
        return ended;
    }

    private static Node setter(Cluster cluster, Marks marks) {
        return cluster.nodes().stream()
                .filter(node -> marks.setters().stream().anyMatch(node::hasId))
                .findFirst()
                .orElseThrow();
    }

    private static List<Row> rows(Cluster cluster, Purged purged, String state) {
        return Stream.concat(cluster.rows().stream(), purged.rows().stream())
                .filter(row -> row.state().equals(state))
                .toList();
    }

    private static void add(Map<String, SortedSet<Instant>> scheduled, Tasks tasks, Collection<Instant> times) {
        tasks.names()
                .forEach(task ->
                        scheduled.computeIfAbsent(task, each -> new TreeSet<>()).addAll(times));
    }

    private static List<String> names(Tasks one, Tasks other) {
        return Stream.of(one, other).flatMap(each -> each.names().stream()).toList();
    }

    /** What is given back is deleted as well, and is no forgotten claim. */
    private static List<Row> purgedTooEarly(Purged purged) {
        return purged.tooEarly().stream()
                .filter(row -> !row.state().equals("RUNNING"))
                .toList();
    }
}
