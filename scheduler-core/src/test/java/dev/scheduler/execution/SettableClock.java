package dev.scheduler.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A wall clock and a monotonic one that stand still until they are moved. */
final class SettableClock implements InstantSource {

    private volatile Instant now;
    private final AtomicLong nanos = new AtomicLong();

    SettableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    long nanoTime() {
        return nanos.get();
    }

    /** Time goes by. */
    void advance(Duration duration) {
        step(duration);
        nanos.addAndGet(duration.toNanos());
    }

    /** Somebody sets the wall clock. */
    synchronized void step(Duration duration) {
        now = now.plus(duration);
    }
}
