package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole cluster was down, and each task asks for one run in place of all that it missed. */
class MissedOnceIT {

    private static final Duration DOWNTIME = Duration.ofSeconds(25);

    /** In whichever second the nodes catch up, it is the regular time of one of these tasks. */
    private static final List<Tasks> EACH_SECOND = IntStream.range(0, 10)
            .mapToObj(second -> Tasks.of("due" + second, 1, seconds(second)).with("missed", "ONCE"))
            .toList();

    @Test
    void fiveNodesCatchUpOnceAlsoInTheSecondOfTheRegularTime() {
        Scenario.play("Missed ONCE after downtime", EACH_SECOND, cluster -> {
            Node first = cluster.start();
            Await.pass(Duration.ofSeconds(3));
            first.stop();
            Instant down = Instant.now();
            Await.pass(DOWNTIME);
            cluster.start(5);
            Await.pass(Duration.ofSeconds(14));

            cluster.settle(Instant.now());
            Map<String, List<Start>> caughtUp = cluster.starts().stream()
                    .filter(start -> start.trigger().equals("MISSED"))
                    .collect(Collectors.groupingBy(Start::task));
            assertThat(caughtUp).hasSize(EACH_SECOND.size());
            assertThat(caughtUp.values())
                    .allSatisfy(starts -> assertThat(starts)
                            .singleElement()
                            .matches(start -> start.scheduledTime()
                                    .isAfter(down.plus(DOWNTIME).minusSeconds(11))));
            assertThat(cluster.troubles()).isEmpty();
        });
    }

    private static String seconds(int first) {
        return IntStream.range(0, 6)
                .mapToObj(ten -> Integer.toString(10 * ten + first))
                .collect(Collectors.joining(",", "", " * * * * *"));
    }
}
