package dev.scheduler.boot.cluster.sim;

import dev.scheduler.ExecutionListener;
import dev.scheduler.boot.cluster.ClaimLocks;
import dev.scheduler.boot.cluster.Cluster;
import dev.scheduler.boot.cluster.ClusterNode;
import dev.scheduler.boot.cluster.ClusterSettings;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.ExecutionRows;
import dev.scheduler.boot.cluster.HistoryRows;
import dev.scheduler.boot.cluster.NodeRows;
import dev.scheduler.boot.cluster.OperationRows;
import dev.scheduler.boot.cluster.PurgeRows;
import dev.scheduler.boot.cluster.TaskRows;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.NodeId;
import dev.scheduler.lock.LockRows;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a node of the simulation is made of, put together as an application does it. */
final class SimCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DefaultScheduler scheduler;
    private final ClusterNode node;
    private final Cluster cluster;
    private final OverlapLocks locks;

    /** @param listeners what its engine tells of starts and ends */
    SimCluster(
            String id,
            SimProcess process,
            SimThreads threads,
            Link link,
            MemoryStore store,
            Misdeed misdeed,
            RandomGenerator random,
            List<ExecutionListener> listeners) {
        Outage outage = new Outage(threads);
        ClusterStore shared = new ClusterStore(
                link.to(TaskRows.class, Misdeeds.tasks(store.tasks(), misdeed, store.tables())),
                link.to(ExecutionRows.class, store.executions()),
                link.to(HistoryRows.class, store.history()),
                link.to(NodeRows.class, store.nodes()),
                link.to(OperationRows.class, store.operations()),
                link.to(PurgeRows.class, store.purge(Settings.KEEP, Settings.KEPT)),
                link.to(ClaimLocks.class, store.claimLocks()),
                outage);
        ClusterSettings settings = new ClusterSettings(Settings.LEASE, Settings.SWEEP, Settings.STATEMENT_TIMEOUT);
        this.node = new ClusterNode(id, shared, settings, process, threads);
        this.locks = OverlapLocks.start(link.to(LockRows.class, store.locks()), threads, outage);
        this.scheduler = DefaultScheduler.builder()
                .clock(node.clock())
                .threads(threads)
                .random(random)
                .node(new NodeId(id))
                .threads(Settings.THREADS)
                .history(node.history())
                .claims(Misdeeds.claims(node.claims(), misdeed, process))
                .operations(node.operations())
                .locks(locks)
                .listeners(listeners)
                .build();
        this.cluster = node.join(scheduler.localNode());
    }

    DefaultScheduler scheduler() {
        return scheduler;
    }

    /** The node is one of the cluster before its scheduler starts. */
    void start() {
        cluster.start();
        scheduler.acceptRuns();
        scheduler.start();
    }

    /** The scheduler stops first; signs of life go on until all that ran here is written down. */
    void stop() {
        scheduler.stop(Settings.AWAIT);
        cluster.stop(PATIENCE);
        node.history().flush(PATIENCE);
        cluster.leave(PATIENCE);
        node.history().close();
        locks.close();
    }
}
