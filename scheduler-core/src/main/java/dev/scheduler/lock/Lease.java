package dev.scheduler.lock;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Durations;
import java.time.Duration;

/**
 * How long an overlap lock outlives its holder: a crash frees the task within one lease. A third of it is the period at
 * which the heartbeat extends the lock, and how long ahead of losing it the holder is told.
 *
 * @param length five seconds or more
 */
public record Lease(Duration length) {

    /** The shortest lease; anything shorter would be lost to one slow answer of the store. */
    public static final Duration SHORTEST = TaskSettings.SHORTEST_LEASE;

    /** One minute. */
    public static final Lease DEFAULT = new Lease(Duration.ofMinutes(1));

    private static final int TRIES_IN_A_PERIOD = 8;

    /** @throws IllegalArgumentException where the length is under five seconds */
    public Lease {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a lease of " + Durations.words(length) + " is too short, expected "
                    + Durations.words(SHORTEST) + " or more");
        }
    }

    /** How long after the last successful extension was sent the next one is. */
    public Duration period() {
        return length.dividedBy(3);
    }

    /** How long after a failed extension or unlock the next try is. */
    Duration retry() {
        return period().dividedBy(TRIES_IN_A_PERIOD);
    }
}
