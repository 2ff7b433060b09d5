package dev.scheduler.execution;

import dev.scheduler.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wall clock beside the monotonic one, and so notices when the process stood still or the clock was stepped.
 * Used by one thread.
 */
final class ClockWatch {

    /** The timeline reads the clock every second: twice that between two readings, and something held the process up. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastNanos;

    ClockWatch(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.last = clock.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    /**
     * What the clock says.
     *
     * @param gap what happened since the last reading; null where time went by as it should
     */
    record Reading(Instant now, @Nullable Gap gap) {}

    /**
     * A time through which nothing could be accepted.
     *
     * @param step by how much the wall clock moved beyond the monotonic one; negative where it was set back
     */
    record Gap(Instant from, Instant until, Reason reason, Duration step) {

        @Override
        public String toString() {
            if (reason == Reason.NODE_DOWN) {
                return "the process stood still from " + from + " to " + until;
            }
            return "the clock was " + (step.isNegative() ? "set back" : "set forward, or the machine slept,") + " from "
                    + from + " to " + until;
        }
    }

    Reading read() {
        Instant now = clock.instant();
        Duration wall = Duration.between(last, now);
        Duration step = wall.minusNanos(nanoTime.getAsLong() - lastNanos);
        Reading reading = new Reading(now, gap(now, wall, step));
        mark(now);
        return reading;
    }

    /** Time up to now went into work, not into a gap. */
    void mark() {
        mark(clock.instant());
    }

    private void mark(Instant now) {
        last = now;
        lastNanos = nanoTime.getAsLong();
    }

    private @Nullable Gap gap(Instant now, Duration wall, Duration step) {
        if (step.abs().compareTo(TOLERANCE) > 0) {
            return new Gap(last, now, Reason.CLOCK_JUMP, step);
        }
        return wall.compareTo(TOLERANCE) > 0 ? new Gap(last, now, Reason.NODE_DOWN, Duration.ZERO) : null;
    }
}
