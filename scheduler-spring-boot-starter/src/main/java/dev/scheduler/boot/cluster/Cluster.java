package dev.scheduler.boot.cluster;

import java.time.Duration;

/** The work that a node does for its cluster: it gives signs of life, carries what people do, accounts, and forgets. */
public final class Cluster {

    private final NodeHeartbeat heartbeat;
    private final OperationsChannel operations;
    private final Accounting accounting;
    private final Purges purges;

    Cluster(NodeHeartbeat heartbeat, OperationsChannel operations, Accounting accounting, Purges purges) {
        this.heartbeat = heartbeat;
        this.operations = operations;
        this.accounting = accounting;
        this.purges = purges;
    }

    /**
     * Begins. The tasks are known by now, and the engine does not wait for their times yet: before it does, the clocks are
     * compared, and what people did before is told to it, as far as the database can be reached.
     */
    public void start() {
        heartbeat.start();
        operations.start();
        accounting.start();
        purges.start();
    }

    /** Ends all but the signs of life, and waits for what is under way, but no longer than a limit each. */
    public void stop(Duration limit) {
        accounting.end(limit);
        purges.end(limit);
        operations.end(limit);
    }

    /** Gives no further sign of life. What ran here has ended, and is written down. */
    public void leave(Duration limit) {
        heartbeat.stop(limit);
    }

    /** One tick of the accounting, for those who keep time themselves. */
    void tick() {
        accounting.tick();
    }

    /** The next tick sweeps. */
    void sweepSoon() {
        accounting.sweepSoon();
    }
}
