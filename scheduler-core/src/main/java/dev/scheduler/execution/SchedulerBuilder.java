package dev.scheduler.execution;

import dev.scheduler.ExecutionListener;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.thread.DaemonThreads;
import dev.scheduler.thread.Threads;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a scheduler is made of. Not safe for use by several threads. */
public final class SchedulerBuilder {

    InstantSource clock = InstantSource.system();
    Threads threads = Threads.system();
    RandomGenerator random = new SecureRandom();
    NodeId node = NodeId.ofThisProcess();
    int mostThreads = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
    ThreadFactory threadFactory = new DaemonThreads("scheduler");
    HistoryStore history = new InMemoryHistory(100);

    @Nullable
    ClaimStore claims;

    @Nullable
    OverlapLocks locks;

    @Nullable
    Operations operations;

    boolean alone;

    List<ExecutionListener> listeners = List.of();

    SchedulerBuilder() {}

    /** The wall clock; default the system's. */
    public SchedulerBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** What every thread of the scheduler comes from; default the process's own. */
    public SchedulerBuilder threads(Threads threads) {
        this.threads = threads;
        return this;
    }

    /** Draws what is random: the ids of executions, and jitter; default from the system. */
    public SchedulerBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /** The node's name; default one made for this process. */
    public SchedulerBuilder node(NodeId node) {
        this.node = node;
        return this;
    }

    /** How many executions may run at once; default four for each core, at least 8. */
    public SchedulerBuilder threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("A scheduler needs at least 1 thread, not " + threads);
        }
        this.mostThreads = threads;
        return this;
    }

    /** Makes the threads that executions run on; default plain daemon threads. */
    public SchedulerBuilder threadFactory(ThreadFactory threadFactory) {
        this.threadFactory = threadFactory;
        return this;
    }

    /** Where outcomes are kept; default in memory, 100 of each task. */
    public SchedulerBuilder history(HistoryStore history) {
        this.history = history;
        return this;
    }

    /** Who decides which node starts a scheduled time of a one-server task; default none: each node starts it. */
    public SchedulerBuilder claims(ClaimStore claims) {
        this.claims = claims;
        return this;
    }

    /** Carries what people do to the other nodes; default nobody: it holds for this node. */
    public SchedulerBuilder operations(Operations operations) {
        this.operations = operations;
        return this;
    }

    /** Nodes have each a store of their own: what people do holds for this node, though it is kept. */
    public SchedulerBuilder alone() {
        this.alone = true;
        return this;
    }

    /** What keeps tasks from overlapping in the cluster; default none: they do not overlap on this node. */
    public SchedulerBuilder locks(OverlapLocks locks) {
        this.locks = locks;
        return this;
    }

    /** Who is told of every start and end, in this order. */
    public SchedulerBuilder listeners(List<ExecutionListener> listeners) {
        this.listeners = List.copyOf(listeners);
        return this;
    }

    Dispatcher.Parts parts() {
        return new Dispatcher.Parts(mostThreads, threadFactory, claims, locks);
    }

    /** The scheduler, not yet started. */
    public DefaultScheduler build() {
        return new DefaultScheduler(this);
    }
}
