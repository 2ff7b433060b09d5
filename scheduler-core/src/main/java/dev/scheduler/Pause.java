package dev.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause that somebody began.
 *
 * @param id what it is known by in the cluster
 * @param scope the task it is of, or {@link #ALL}
 * @param since when it began, by the clock of the store
 * @param until when it ends by itself; null where it is to be taken back
 * @param ended when it was taken back; null where it was not
 * @param by who began it, and why
 */
public record Pause(
        String id,
        String scope,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant ended,
        ByHand by) {

    /** The scope of a pause of the whole scheduler; no task can have this name. */
    public static final String ALL = "*";

    /** Whether it concerns a task. */
    public boolean isOf(String task, boolean evenWhenPaused) {
        return scope.equals(task) || (scope.equals(ALL) && !evenWhenPaused);
    }

    /** Whether it was neither taken back nor has ended by itself; one that begins later counts too. */
    public boolean isInForce(Instant now) {
        return ended == null && (until == null || now.isBefore(until));
    }

    /** Whether it was in force at any moment between two, both included. */
    public boolean touches(Instant from, Instant to) {
        Instant end = end();
        return !since.isAfter(to) && (end == null || end.isAfter(from));
    }

    private @Nullable Instant end() {
        return ended != null && (until == null || ended.isBefore(until)) ? ended : until;
    }
}
