package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.lock.ClaimStore.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** One lock that cannot be had keeps no other from being taken. */
class LocksOfClaimsTests {

    private final TestNode node = new TestCluster().node("one");
    private final OpenRuns runs = new OpenRuns(new HandThreads());
    private final List<Integer> asked = new ArrayList<>();
    private final LocksOfClaims locks = new LocksOfClaims("one", this::take, runs);

    private Map<String, String> take(Collection<ClaimLocks.Wanted> wanted) {
        asked.add(wanted.size());
        if (wanted.stream().anyMatch(each -> each.task().startsWith("stuck"))) {
            throw new StoreException("timeout", new IllegalStateException());
        }
        return Map.of();
    }

    private Request request(String task) {
        Execution execution = node.execution(task, NOON);
        runs.ask(execution, Duration.ofMinutes(1));
        return new Request(execution, null, true, false, Duration.ofMinutes(1), 1);
    }

    private List<Request> left(List<Request> requests) {
        Set<String> taken = new HashSet<>(locks.take(requests).keySet());
        return requests.stream()
                .filter(each -> !taken.contains(each.execution().id()))
                .toList();
    }

    @Test
    void aBatchThatFailsIsHalvedUntilTheOneFailsAlone() {
        List<Request> left =
                Stream.of("a", "b", "stuck", "c").map(this::request).toList();
        for (int call = 0; call < 4; call++) {
            left = left(left);
        }

        assertThat(left).extracting(each -> each.execution().task()).containsExactly("stuck");
        assertThat(asked).startsWith(4, 2, 2);
    }

    @Test
    void whatIsNewAndWhatFailedLongerAgoComeBeforeWhatFailedLast() {
        List<Request> left =
                Stream.of("stuck1", "stuck2", "a").map(this::request).toList();
        left = left(left);
        assertThat(left).hasSize(3);
        left = new ArrayList<>(left);
        left.add(request("new"));
        for (int call = 0; call < 4; call++) {
            left = left(left);
            assertThat(left).extracting(each -> each.execution().task()).doesNotContain("new");
        }

        assertThat(left).extracting(each -> each.execution().task()).containsExactlyInAnyOrder("stuck1", "stuck2");
    }
}
