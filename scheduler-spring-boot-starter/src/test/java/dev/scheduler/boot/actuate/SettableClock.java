package dev.scheduler.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Both clocks of a scheduler, moved by hand and together, as if time had gone by. */
final class SettableClock implements InstantSource, LongSupplier {

    private final Instant start;
    private volatile Instant now;

    SettableClock(String start) {
        this.start = Instant.parse(start);
        this.now = this.start;
    }

    void set(String instant) {
        now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long getAsLong() {
        return Duration.between(start, now).toNanos();
    }
}
