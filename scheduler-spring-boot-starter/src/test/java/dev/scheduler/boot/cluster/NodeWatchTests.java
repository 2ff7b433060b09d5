package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeWatchTests {

    private static final Duration LEASE = Duration.ofSeconds(6);

    private final NodeWatch watch = new NodeWatch(Duration.ofSeconds(2));

    private List<NodeBeat> lookAt(int second, long beats) {
        return watch.look(
                List.of(new NodeBeat("other", beats, LEASE)),
                Duration.ofSeconds(second).toNanos());
    }

    @Test
    void counterThatStandsStillForALeaseIsDead() {
        assertThat(lookAt(0, 5)).isEmpty();
        assertThat(lookAt(2, 5)).isEmpty();
        assertThat(lookAt(4, 5)).isEmpty();
        assertThat(lookAt(6, 5)).extracting(NodeBeat::node).containsExactly("other");
    }

    @Test
    void everyBeatStartsTheLeaseAgain() {
        lookAt(0, 5);
        lookAt(2, 5);
        assertThat(lookAt(4, 6)).isEmpty();
        lookAt(6, 6);
        assertThat(lookAt(8, 6)).isEmpty();
        assertThat(lookAt(10, 6)).hasSize(1);
    }

    @Test
    void judgeThatWasFrozenOrCutOffJudgesNobody() {
        lookAt(0, 5);
        assertThat(lookAt(60, 5)).isEmpty();
        assertThat(lookAt(62, 5)).isEmpty();
        assertThat(lookAt(64, 5)).isEmpty();
        assertThat(lookAt(66, 5)).hasSize(1);
    }

    @Test
    void eachNodeIsJudgedByItsOwnLease() {
        NodeBeat patient = new NodeBeat("patient", 1, Duration.ofSeconds(60));
        for (int second = 0; second < 60; second += 2) {
            assertThat(watch.look(List.of(patient), Duration.ofSeconds(second).toNanos()))
                    .isEmpty();
        }
        assertThat(watch.look(List.of(patient), Duration.ofSeconds(60).toNanos()))
                .containsExactly(patient);
    }

    @Test
    void nodeThatLeftIsForgotten() {
        lookAt(0, 5);
        watch.look(List.of(), Duration.ofSeconds(3).toNanos());
        lookAt(5, 5);
        assertThat(lookAt(7, 5)).isEmpty();
    }
}
