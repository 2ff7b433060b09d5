package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.Cluster;
import dev.scheduler.boot.cluster.NodeHeartbeat;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Makes this process a node of its cluster before its scheduler starts, and no node any more when everything that ran here
 * has ended and is written down. The heartbeat goes on to the last.
 */
final class ClusterLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NodeHeartbeat heartbeat;
    private final Cluster cluster;
    private final HistoryCloser history;
    private boolean running;

    ClusterLifecycle(NodeHeartbeat heartbeat, Cluster cluster, HistoryCloser history) {
        this.heartbeat = heartbeat;
        this.cluster = cluster;
        this.history = history;
    }

    @Override
    public synchronized void start() {
        heartbeat.start();
        cluster.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        cluster.stop(PATIENCE);
        history.flush();
        heartbeat.stop(PATIENCE);
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
