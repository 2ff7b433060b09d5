package dev.scheduler.boot.cluster;

import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.Operations;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What makes one process a node of its cluster, put together: first what its engine is made of, the clock, the history, the
 * claims and the operations; then, with the engine, the work that it does for all. Knows no database.
 */
public final class ClusterNode {

    private final String id;
    private final ClusterStore store;
    private final ClusterSettings settings;
    private final Threads threads;
    private final ClusterClock clock;
    private final NodeHeartbeat heartbeat;
    private final OpenRuns runs;
    private final SharedHistory history;
    private final SharedClaims claims;
    private final SharedOperations operations;

    /**
     * @param id the process's id, as its executions, its signs of life and its locks name it
     * @param clock the node's own
     */
    public ClusterNode(String id, ClusterStore store, ClusterSettings settings, InstantSource clock, Threads threads) {
        this.id = id;
        this.store = store;
        this.settings = settings;
        this.threads = threads;
        this.clock = new ClusterClock(clock, threads);
        this.heartbeat = new NodeHeartbeat(id, settings.lease(), store.nodes(), this.clock, threads, store.outage());
        this.runs = new OpenRuns(threads);
        this.history = new SharedHistory(id, store.executions(), store.history(), runs, heartbeat, threads);
        this.claims = new SharedClaims(id, store.executions(), store.locks(), runs, heartbeat, this.clock);
        this.operations = new SharedOperations(id, store.operations(), store.tasks(), store.executions(), this.clock);
    }

    /** The database's time. */
    public ClusterClock clock() {
        return clock;
    }

    /** The node's signs of life, and what it knows of the others. */
    NodeHeartbeat heartbeat() {
        return heartbeat;
    }

    /** Where outcomes are kept. */
    public SharedHistory history() {
        return history;
    }

    /** Who decides which node starts a scheduled time. */
    public ClaimStore claims() {
        return claims;
    }

    /** Carries what people do to every node. */
    public Operations operations() {
        return operations;
    }

    /** The work for the cluster, with the engine that was made of the above. To be called once. */
    public Cluster join(LocalNode engine) {
        CatchUps catchUps = new CatchUps(engine, runs, history, clock);
        MarksAhead marksAhead = new MarksAhead(store.tasks(), clock, engine::newExecutionId);
        LateTimes late =
                new LateTimes(id, store.history(), store.operations(), heartbeat, clock, engine::newExecutionId);
        Registration registration =
                new Registration(engine, store.tasks(), store.nodes(), operations, heartbeat, clock, late);
        Sweep.Parts parts = new Sweep.Parts(
                engine, store.tasks(), store.operations(), heartbeat, clock, catchUps, settings.timeout());
        Sweep sweep = new Sweep(parts, marksAhead, store.executions());
        Accounting accounting = new Accounting(
                engine,
                history,
                heartbeat,
                registration,
                sweep,
                new UndecidedRuns(engine, store.tasks(), clock, catchUps, settings.lease()),
                marksAhead,
                settings.sweep(),
                threads);
        Purges purges = new Purges(heartbeat, store.purge(), settings.sweep(), threads);
        operations.join(engine);
        history.tell(engine::kept);
        claims.join(accounting);
        heartbeat.tell(rounds(engine, catchUps), accounting::sweepSoon);
        return new Cluster(heartbeat, new OperationsChannel(operations, threads), accounting, purges);
    }

    private NodeHeartbeat.Watcher rounds(LocalNode engine, CatchUps catchUps) {
        Duration period = settings.lease().dividedBy(3);
        LostRuns lost = new LostRuns(engine, store.executions(), runs, threads, settings.lease());
        StrayRuns strays = new StrayRuns(
                engine, store.executions(), runs, history, catchUps, clock, threads, period, settings.timeout());
        return (living, struck) -> {
            strays.look();
            lost.look(living, struck, !heartbeat.isDoubled());
        };
    }
}
