package dev.scheduler.schedule;

import java.time.Duration;

/**
 * The timing of a task that is due first at start, then so long after the end of each run on this node.
 *
 * @param duration the time between an end and the next start, at least one millisecond
 */
public record Delay(Duration duration) implements Timing {

    /** Refuses a delay under one millisecond. */
    public Delay {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("A delay is at least one millisecond, not " + duration);
        }
    }

    @Override
    public String toString() {
        return Spelling.length(duration) + " after the end of the last run";
    }
}
