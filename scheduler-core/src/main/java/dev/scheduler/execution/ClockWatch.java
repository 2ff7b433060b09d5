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

    /** What the work between a reading and its mark may take; more is a gap like any other. */
    private static final Duration MOST_WORK = Duration.ofSeconds(10);

    /** A clock that was set back further than this had been wrong. */
    private static final Duration CORRECTION = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastNanos;
    private Instant right;

    ClockWatch(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.last = clock.instant();
        this.lastNanos = nanoTime.getAsLong();
        this.right = last;
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
     * @param correction whether the clock was set back to before the time from which on it was thought to be right: when
     *     the scheduler was started, or when the clock was last set forward
     */
    record Gap(Instant from, Instant until, Reason reason, Duration step, boolean correction) {

        @Override
        public String toString() {
            if (reason == Reason.NODE_DOWN) {
                return "the process stood still from " + from + " to " + until;
            }
            return "the clock was " + (step.isNegative() ? "set back" : "set forward, or the machine slept,") + " from "
                    + from + " to " + until;
        }

        /** What comes of it, for people. */
        String consequence() {
            if (correction) {
                return "it had been wrong, and scheduled times count afresh from now";
            }
            return step.isNegative()
                    ? "scheduled times that come again are not run again"
                    : "of each task's scheduled times in between only the latest may still start";
        }
    }

    /** Begins: what went before is of no interest. */
    void start() {
        mark(clock.instant());
        right = last;
    }

    Reading read() {
        Instant now = clock.instant();
        Gap gap = gap(now);
        if (gap != null && (gap.correction() || gap.step().compareTo(Duration.ZERO) > 0)) {
            right = now;
        }
        mark(now);
        return new Reading(now, gap);
    }

    /** Time since the last reading went into work, not into a gap, unless it is more than work can take. */
    void mark() {
        Instant now = clock.instant();
        Duration wall = Duration.between(last, now);
        if (isTolerable(step(wall)) && wall.compareTo(MOST_WORK) <= 0) {
            mark(now);
        }
    }

    private void mark(Instant now) {
        last = now;
        lastNanos = nanoTime.getAsLong();
    }

    private Duration step(Duration wall) {
        return wall.minusNanos(nanoTime.getAsLong() - lastNanos);
    }

    private static boolean isTolerable(Duration step) {
        return step.compareTo(TOLERANCE) <= 0 && !step.plus(TOLERANCE).isNegative();
    }

    private @Nullable Gap gap(Instant now) {
        Duration wall = Duration.between(last, now);
        Duration step = step(wall);
        if (!isTolerable(step)) {
            boolean correction = step.plus(CORRECTION).isNegative() && now.isBefore(right);
            return new Gap(last, now, Reason.CLOCK_JUMP, step, correction);
        }
        return wall.compareTo(TOLERANCE) > 0 ? new Gap(last, now, Reason.NODE_DOWN, Duration.ZERO, false) : null;
    }
}
