package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.Cluster;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Makes this process a node of its cluster before its scheduler starts, and no node any more when everything that ran here
 * has ended and is written down. The heartbeat goes on to the last.
 */
final class ClusterLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final HistoryCloser history;
    private boolean running;

    ClusterLifecycle(Cluster cluster, HistoryCloser history) {
        this.cluster = cluster;
        this.history = history;
    }

    @Override
    public synchronized void start() {
        cluster.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        cluster.stop(PATIENCE);
        history.flush();
        cluster.leave(PATIENCE);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Next to the scheduler's own: started before it, stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
