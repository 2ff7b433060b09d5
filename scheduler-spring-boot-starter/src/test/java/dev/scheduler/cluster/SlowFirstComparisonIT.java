package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes whose clocks are wrong by far, and that hear only late what the database's says. */
class SlowFirstComparisonIT {

    private static final Duration WRONG = Duration.ofMinutes(10);

    /** One way; a question and its answer take twice as long. */
    private static final Duration DELAY = Duration.ofMillis(225);

    private static final Duration HELD = Duration.ofMillis(900);
    private static final Duration WHILE = Duration.ofSeconds(8);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Half of what the first comparison took may be taken for a difference of clocks, and as much as is tolerated. */
    private static final Duration EARLY = HELD.dividedBy(2).plusMillis(250).negated();

    /** Enough for nodes that start on a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private static final Tasks TICKS = Tasks.of("tick", 10, "every 2 seconds")
            .with("grace", GRACE.toSeconds() + "s")
            // Nor does it matter how long their first runs take.
            .with("overlap", "ALLOW");

    @Test
    void writesNothingOffWhereEveryAnswerTakesLong() {
        plays("Clocks wrong by 10 minutes, 450 ms to each answer", wrong -> {
            wrong.forEach(node -> node.line().delay(DELAY));
            wrong.forEach(Node::awaitReady);
            Await.pass(WHILE);
            wrong.forEach(node -> node.line().pass());
        });
    }

    @Test
    void writesNothingOffWhereTheFirstComparisonTakesLong() {
        plays("Clocks wrong by 10 minutes, first comparison slow", wrong -> {
            wrong.forEach(node -> node.line().holdFrom("now_utc"));
            wrong.parallelStream().forEach(node -> {
                Await.until(() -> node.name() + " does not ask what time it is", START, node.line()::isTripped);
                Await.pass(HELD);
                node.line().pass();
            });
            wrong.forEach(Node::awaitReady);
        });
    }

    /** One node's clock is right and its line good; what is done to the others ends with good lines. */
    private static void plays(String scenario, Consumer<List<Node>> disturbance) {
        Scenario.play(scenario, List.of(TICKS), cluster -> {
            cluster.start();
            AheadOfTime ahead = AheadOfTime.watch(cluster.database(), GRACE);
            List<Node> wrong = List.of(launch(cluster, WRONG), launch(cluster, WRONG.negated()));
            disturbance.accept(wrong);
            Instant good = Instant.now();
            wrong.forEach(node -> cluster.awaitStart(
                    "a run on " + node.name(),
                    SOON,
                    start -> start.node().equals(node.name())
                            && start.startedAt().isAfter(good)));
            new Marks(cluster.database()).awaitPast(good, TICKS.names(), SOON);

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained()).isEmpty();
            assertThat(ahead.all()).as("decided too early").isEmpty();
            assertThat(cluster.starts())
                    .as("starts at other times")
                    .filteredOn(start -> start.lateness().compareTo(EARLY) < 0
                            || start.lateness().compareTo(GRACE) > 0)
                    .isEmpty();
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static Node launch(Cluster cluster, Duration shift) {
        return cluster.launch(
                List.of(TICKS),
                shift,
                // A connection takes several questions and answers.
                "--spring.datasource.hikari.connection-timeout=10000",
                "--spring.datasource.hikari.data-source-properties.prepareThreshold=0");
    }
}
