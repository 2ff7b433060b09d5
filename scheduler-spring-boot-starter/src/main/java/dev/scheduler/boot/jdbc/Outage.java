package dev.scheduler.boot.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a database that fails: one warning when that begins, one line when it is over, however many statements. Where
 * some fail and some do not, at most one of each in a minute.
 */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private volatile boolean failing;
    private boolean told;
    private long lastTold;

    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastTold = nanoTime.getAsLong() - QUIET;
    }

    synchronized void failed(StoreException problem) {
        long now = nanoTime.getAsLong();
        if (!failing && now - lastTold >= QUIET) {
            told = true;
            lastTold = now;
            log.warn("{}. Claims and history wait until it answers again", problem.getMessage());
        }
        failing = true;
    }

    void answered() {
        if (failing) {
            over();
        }
    }

    private synchronized void over() {
        failing = false;
        if (told) {
            told = false;
            log.info("The scheduler's database answers again");
        }
    }
}
