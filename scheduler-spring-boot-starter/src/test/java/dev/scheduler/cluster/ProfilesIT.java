package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes with a Spring profile each, and a task for one of them only. */
class ProfilesIT {

    private static final Duration DOWNTIME = Cluster.LEASE.plusSeconds(3);

    private static final Tasks BOTH = Tasks.of("both", 5, "every 1 second");
    private static final Tasks EITHER = Tasks.of("either", 3, "every 1 second").with("profiles", "blue | green");
    private static final Tasks BLUE = Tasks.of("blue", 5, "every 2 seconds").with("profiles", "blue");

    @Test
    void eachTaskRunsWhereItMayAndIsMissedWhereNobodyMay() {
        Scenario.play("Two profiles", List.of(BOTH, EITHER, BLUE), cluster -> {
            Node blue = cluster.launch("--spring.profiles.active=blue");
            Node green = cluster.start("--spring.profiles.active=green");
            blue.awaitReady();
            Await.pass(Duration.ofSeconds(10));
            awaitBetweenTimes(cluster);
            Instant killed = Instant.now();
            blue.kill();
            Await.pass(DOWNTIME);
            Node blueAgain = cluster.start("--spring.profiles.active=blue");
            Instant back = Instant.now();
            Await.pass(Duration.ofSeconds(5));

            Accounts accounts = cluster.settle(Instant.now());
            assertThat(accounts.explained().keySet()).containsExactly("MISSED NODE_DOWN");
            assertThat(cluster.rows())
                    .filteredOn(row -> !row.state().equals("SUCCEEDED"))
                    .allMatch(row -> row.task().startsWith(BLUE.group()), "is of the task for one profile")
                    .allMatch(
                            row -> row.first().isAfter(killed)
                                    && row.scheduledTime().isBefore(back),
                            "while it was away");
            assertRanWhereTheyMay(cluster.starts(), List.of(blue.name(), blueAgain.name()), green.name());
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static boolean isBetween(long least, long most, long millis) {
        return millis > least && millis < most;
    }

    /** Nothing runs, and nothing is about to. */
    private static void awaitBetweenTimes(Cluster cluster) {
        Await.until(
                () -> "something runs always",
                Duration.ofSeconds(20),
                () -> isBetween(300, 700, Instant.now().toEpochMilli() % 1_000)
                        && cluster.rows().stream().noneMatch(row -> row.state().equals("RUNNING")));
    }

    private static void assertRanWhereTheyMay(List<Start> starts, List<String> blue, String green) {
        assertThat(starts)
                .filteredOn(start -> start.task().startsWith(BLUE.group()))
                .extracting(Start::node)
                .hasSameElementsAs(blue);
        assertThat(starts)
                .filteredOn(start -> !start.task().startsWith(BLUE.group()))
                .extracting(Start::node)
                .contains(green)
                .containsAll(blue);
    }
}
