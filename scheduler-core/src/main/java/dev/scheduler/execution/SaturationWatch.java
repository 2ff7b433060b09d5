package dev.scheduler.execution;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once, of each time that the threads do not suffice, who holds them. Used by one thread. */
final class SaturationWatch {

    private static final Logger log = LoggerFactory.getLogger(SaturationWatch.class);
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private boolean saturated;
    private boolean told;
    private long since;

    SaturationWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void look(boolean saturatedNow, int threads, Supplier<String> blockers) {
        long now = nanoTime.getAsLong();
        if (!saturatedNow) {
            told = false;
        } else if (!saturated) {
            since = now;
        } else if (!told && now - since >= PATIENCE) {
            told = true;
            log.warn(
                    "All {} threads are busy and due tasks wait; running: {}. More threads: scheduler.executor.threads",
                    threads,
                    blockers.get());
        }
        saturated = saturatedNow;
    }
}
