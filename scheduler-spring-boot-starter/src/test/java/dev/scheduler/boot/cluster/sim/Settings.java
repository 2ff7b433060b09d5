package dev.scheduler.boot.cluster.sim;

import java.time.Duration;

/** How the cluster of the simulation is configured: everything shorter than usual, so that much happens in little time. */
final class Settings {

    static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(1);
    static final Duration LEASE = Duration.ofSeconds(6);
    static final Duration SWEEP = Duration.ofSeconds(2);
    static final Duration AWAIT = Duration.ofSeconds(6);
    static final int THREADS = 3;
    static final int KEEP = 5;
    static final Duration KEPT = Duration.ofMinutes(5);

    private Settings() {}
}
