package dev.scheduler.boot.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharesTests {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final List<String> NODES = List.of("shop-17-0a1b", "shop-18-0a1b", "shop-19-0a1b", "shop-20-0a1b");

    private static Stream<Instant> seconds() {
        return IntStream.range(0, 1_000).mapToObj(NOON::plusSeconds);
    }

    private static Map<String, Long> dealt(Stream<String> owners) {
        return owners.collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));
    }

    @Test
    void timesOfATaskGoToAllNodesAlike() {
        Map<String, Long> shares = dealt(seconds().map(time -> Shares.owner(NODES, "report", time)));

        assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(NODES);
        assertThat(shares.values()).allMatch(count -> count > 200 && count < 300);
    }

    @Test
    void tasksOfATimeGoToAllNodesAlike() {
        Map<String, Long> shares =
                dealt(IntStream.range(0, 1_000).mapToObj(number -> Shares.owner(NODES, "task-" + number, NOON)));

        assertThat(shares.values()).hasSize(4).allMatch(count -> count > 200 && count < 300);
    }

    @Test
    void aNodeThatGoesLeavesItsShareAloneToOthers() {
        List<String> left = NODES.subList(0, 3);

        assertThat(seconds())
                .allMatch(time -> Shares.owner(NODES, "report", time).equals(NODES.get(3))
                        || Shares.owner(NODES, "report", time).equals(Shares.owner(left, "report", time)));
    }
}
