package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old history and pauses that are over, one node at a time, on a thread of its own. A node that does not know whether
 * it is alive, or what time it is, forgets nothing.
 */
final class Purges {

    private static final Logger log = LoggerFactory.getLogger(Purges.class);

    /** Between two purges; the history is a minute's worth too long at most, where nothing else is said. */
    private static final int SWEEPS_TO_A_PURGE = 6;

    private final NodeHeartbeat heartbeat;
    private final PurgeRows rows;
    private final Duration period;
    private final Threads.Loop loop;
    private boolean started;

    /** @param sweep how often scheduled times are accounted for; six times that lie between two purges */
    Purges(NodeHeartbeat heartbeat, PurgeRows rows, Duration sweep, Threads threads) {
        this.heartbeat = heartbeat;
        this.rows = rows;
        this.period = sweep.multipliedBy(SWEEPS_TO_A_PURGE);
        this.loop = threads.loop("scheduler-purge", () -> {
            Quietly.run(this::turn);
            return period;
        });
    }

    void start() {
        started = false;
        loop.start();
    }

    void end(Duration limit) {
        loop.end(limit);
    }

    /** Not at once: a node has other things to do as it starts. */
    private void turn() {
        if (started) {
            purge();
        }
        started = true;
    }

    private void purge() {
        if (heartbeat.isAlive()) {
            long purged = rows.inTurn(period);
            log.debug("{} executions were purged from the history", purged);
        }
    }
}
