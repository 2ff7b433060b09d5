package dev.scheduler.boot.cluster;

import dev.scheduler.lock.Outage;
import dev.scheduler.thread.Threads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.LEASE;
import static dev.scheduler.boot.cluster.TestCluster.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

/** A node that does not know what time it is, or whether it is alive, forgets nothing. */
@Tag("R1")
class PurgesTests {

    private final TestCluster shared = new TestCluster();
    private final Line line = new Line();
    private final ClusterClock clock = new ClusterClock(() -> shared.wall, shared.threads);
    private final NodeHeartbeat heartbeat = new NodeHeartbeat(
            "one", LEASE, line.to(NodeRows.class, shared.store.nodes()), clock, shared.threads, new Outage());
    private final Map<String, Threads.Step> steps = new HashMap<>();
    private final List<Duration> purges = new ArrayList<>();

    PurgesTests() {
        PurgeRows counted = period -> {
            purges.add(period);
            return 0;
        };
        new Purges(heartbeat, counted, SWEEP, threads()).start();
    }

    /** No thread: the test takes each step itself. */
    private Threads threads() {
        return (Threads) Proxy.newProxyInstance(
                Threads.class.getClassLoader(), new Class<?>[] {Threads.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("loop")) {
                        steps.put((String) arguments[0], (Threads.Step) arguments[arguments.length - 1]);
                        return shared.threads.loop("", true, () -> Duration.ZERO);
                    }
                    try {
                        return method.invoke(shared.threads, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void turn() throws Exception {
        Objects.requireNonNull(steps.get("scheduler-purge")).take();
    }

    @Test
    void notBeforeTheFirstSignOfLifeAndTheFirstComparisonOfClocks() throws Exception {
        turn();
        turn();
        assertThat(purges).isEmpty();
        line.lostCalls.add("now");
        heartbeat.beat();
        turn();
        assertThat(purges).as("no comparison yet").isEmpty();
        line.lostCalls.clear();
        heartbeat.beat();
        turn();

        assertThat(purges).containsExactly(SWEEP.multipliedBy(6));
    }

    @Test
    void notWhileItsClockIsInDoubt() throws Exception {
        turn();
        heartbeat.beat();
        line.cut(true);
        shared.wall = shared.wall.plus(Duration.ofDays(40));
        clock.instant();
        turn();
        assertThat(purges).isEmpty();
        line.cut(false);
        heartbeat.beat();
        turn();

        assertThat(purges).hasSize(1);
    }

    @Test
    void notWhileOthersMayCountItAmongTheDead() throws Exception {
        turn();
        heartbeat.beat();
        shared.pass(LEASE);
        turn();

        assertThat(purges).isEmpty();
    }
}
