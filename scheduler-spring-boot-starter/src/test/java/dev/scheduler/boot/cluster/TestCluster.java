package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.Missed;
import dev.scheduler.TaskSettings;
import dev.scheduler.boot.cluster.sim.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Nodes that share a store in memory, by clocks that the test moves. */
final class TestCluster {

    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(1);
    static final Duration SWEEP = Duration.ofSeconds(10);
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** From a scheduled time to when it is judged: the grace, the timeout, and what clocks may differ by. */
    static final Duration SETTLED = Duration.ofSeconds(66);

    static final TaskSettings ONE_SERVER = settings(builder -> builder.onOneServer(true));
    static final TaskSettings ONCE =
            settings(builder -> builder.onOneServer(true).missed(Missed.ONCE));
    static final TaskSettings DISABLED =
            settings(builder -> builder.onOneServer(true).enabled(false));

    /** What the database's clock says. */
    Instant now = NOON;

    /** What the nodes' clocks would say if they were right. */
    Instant wall = NOON;

    final HandThreads threads = new HandThreads();
    final MemoryStore store = new MemoryStore(() -> now);

    static TaskSettings settings(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }

    TestNode node(String id) {
        return new TestNode(id, this, Duration.ZERO);
    }

    /** A node whose clock is ahead of the database's. */
    TestNode node(String id, Duration ahead) {
        return new TestNode(id, this, ahead);
    }

    void pass(Duration time) {
        now = now.plus(time);
        wall = wall.plus(time);
        threads.pass(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** Lets a time pass in which nodes give their signs of life and sweep. */
    void live(Duration time, TestNode... nodes) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            pass(SWEEP);
            for (TestNode each : nodes) {
                each.sweep();
            }
        }
    }

    TaskMark mark(String task) {
        return Objects.requireNonNull(store.tasks().all().get(task), task);
    }

    /** What is recorded of a task, the newest first. */
    List<Execution> rows(String task) {
        return store.history().newest(task, 10_000);
    }
}
