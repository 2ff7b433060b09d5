package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did, on whatever node: kept with who, when and why, and read by every node.
 *
 * @param number in the order of their commits; 0 where it is yet to be written
 * @param kind what was done
 * @param scope the task it was done to, or {@link dev.scheduler.Pause#ALL}
 * @param detail what it was done with: the schedule, the execution; null where that says nothing
 * @param node on which it was asked for
 * @param at when, by the database's clock; what is given is not written
 * @param by who, and why
 */
public record Operation(
        long number, Kind kind, String scope, @Nullable String detail, String node, Instant at, ByHand by) {

    /** What people do. */
    public enum Kind {
        RUN,
        CANCEL,
        PAUSE,
        RESUME,
        RESCHEDULE,
        RESET,
        UNLOCK
    }
}
