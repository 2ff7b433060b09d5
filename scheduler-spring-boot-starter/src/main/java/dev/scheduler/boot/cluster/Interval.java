package dev.scheduler.boot.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some time that went by.
 *
 * @param from when it began
 * @param until when it was over; null where it is going on
 */
record Interval(Instant from, @Nullable Instant until) {

    /** Whether an instant lies in it, its beginning included and its end not. */
    boolean contains(Instant time) {
        return !time.isBefore(from) && (until == null || time.isBefore(until));
    }
}
