package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All nodes lose the database at once, and get it back. */
class DatabaseOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final Duration AFTERWARDS = Duration.ofSeconds(8);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Tasks TICKS = Tasks.of("tick", 10, "every 1 second");
    private static final Tasks ALONE = Tasks.of("alone", 1, "every 2 seconds")
            .working(Duration.ofSeconds(1))
            .with("without-overlapping", "true");

    @Test
    void outlivesADatabaseThatSwallowsWhatItIsAsked() {
        outlives("Database swallows for 30 s", Proxy::swallow);
    }

    @Test
    void outlivesADatabaseThatRefusesConnections() {
        outlives("Database refuses for 30 s", Proxy::refuse);
    }

    @Test
    void startsNothingTwiceWhenTheAnswersToClaimsAreLost() {
        Scenario.play("Cut just after a claim was sent", List.of(TICKS, ALONE), cluster -> {
            // Otherwise a statement's text is sent only the first few times.
            cluster.start(2, "--spring.datasource.hikari.data-source-properties.prepareThreshold=0");
            for (int round = 0; round < 3; round++) {
                Await.pass(Duration.ofSeconds(4));
                cutAfterClaims(cluster);
            }
            Await.pass(AFTERWARDS);

            cluster.settle(Instant.now());
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static void cutAfterClaims(Cluster cluster) {
        List<Proxy> lines = cluster.nodes().stream().map(Node::line).toList();
        lines.forEach(line -> line.swallowAnswersAfter("INSERT INTO scheduler_execution"));
        Await.until(() -> "nobody claims", BACK, () -> lines.stream().allMatch(Proxy::isTripped));
        Await.pass(Duration.ofSeconds(4));
        lines.forEach(Proxy::pass);
    }

    private static void outlives(String scenario, Consumer<Proxy> cut) {
        Scenario.play(scenario, List.of(TICKS, ALONE), cluster -> {
            cluster.start(2);
            Await.pass(Duration.ofSeconds(4));
            Map<Node, Set<String>> threads = threads(cluster);
            Instant lost = Instant.now();
            cluster.nodes().forEach(node -> cut.accept(node.line()));
            Await.pass(OUTAGE);
            Instant back = Instant.now();
            cluster.nodes().forEach(node -> node.line().pass());
            Await.pass(AFTERWARDS);

            cluster.settle(Instant.now());
            Map<String, List<Start>> starts = cluster.starts().stream()
                    .filter(start -> start.startedAt().isAfter(back))
                    .collect(Collectors.groupingBy(Start::task));
            assertThat(starts).hasSize(TICKS.count() + ALONE.count());
            starts.forEach((task, ofTask) -> assertComesBack(task, ofTask, back));
            threads(cluster)
                    .forEach((node, living) -> assertThat(living)
                            .as("threads of " + node.name())
                            .containsAll(threads.getOrDefault(node, Set.of())));
            cluster.nodes()
                    .forEach(node -> assertThat(node.log().complaints(lost, Instant.now()))
                            .as("warnings of " + node.name())
                            .filteredOn(complaint -> !complaint.message().contains(" missed "))
                            .singleElement()
                            .matches(complaint -> complaint.message().contains("trying again")));
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    /** Soon, and with one late start at most. */
    private static void assertComesBack(String task, List<Start> starts, Instant back) {
        assertThat(starts.get(0).startedAt()).as("the first start of " + task).isBefore(back.plus(BACK));
        assertThat(starts)
                .as("late starts of " + task)
                .filteredOn(start -> start.lateness().compareTo(SECOND) > 0)
                .hasSizeLessThanOrEqualTo(1);
    }

    private static Map<Node, Set<String>> threads(Cluster cluster) {
        Map<Node, Set<String>> threads = new HashMap<>();
        cluster.nodes().forEach(node -> threads.put(node, node.threads()));
        return threads;
    }
}
