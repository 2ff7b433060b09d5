package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended, or why it goes on later.
 *
 * @param state how it ended; {@code RUNNING} where it goes on
 * @param reason why it did not run
 * @param detail what lies behind, for people
 * @param error what its last try threw
 * @param next where it stands next; null where it has ended
 * @param later in how long it goes on from there; null where somebody else knows when its turn comes
 */
record Outcome(
        ExecutionState state,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Throwable error,
        @Nullable Phase next,
        @Nullable Duration later) {

    static final Outcome SUCCEEDED = ended(ExecutionState.SUCCEEDED, null, null, null);

    /** The execution is parked behind others of its task. */
    static final Outcome PARKED = goesOn(Phase.PARKED, null);

    /** The scheduler stops, and the execution has not started. */
    static final Outcome NOT_STARTED = goesOn(Phase.ENDING, null);

    /** Too much of its task waits for a thread already. */
    static final Outcome CROWDED_OUT = skipped(Reason.OVERLAPPING, "an earlier execution still waits for a thread");

    /** It was won and not started before its node stopped: others decide whether it is caught up on. */
    static final Outcome UNDECIDED = missed(Reason.NODE_DOWN, "its node was stopped before it started");

    /** The execution waits for its jitter. */
    static Outcome delayed(Duration jitter) {
        return goesOn(Phase.DELAYED, jitter);
    }

    /** The execution asks for its lock again. */
    static Outcome locking(Duration pause) {
        return goesOn(Phase.LOCKING, pause);
    }

    boolean isUndecided() {
        return equals(UNDECIDED);
    }

    static Outcome skipped(Reason reason, String detail) {
        return ended(ExecutionState.SKIPPED, reason, detail, null);
    }

    static Outcome missed(Reason reason, String detail) {
        return ended(ExecutionState.MISSED, reason, detail, null);
    }

    static Outcome failed(Throwable error) {
        return ended(ExecutionState.FAILED, null, null, error);
    }

    static Outcome stopped(ExecutionState state, String detail, @Nullable Throwable error) {
        return ended(state, null, detail, error);
    }

    private static Outcome ended(
            ExecutionState state, @Nullable Reason reason, @Nullable String detail, @Nullable Throwable error) {
        return new Outcome(state, reason, detail, error, null, null);
    }

    private static Outcome goesOn(Phase next, @Nullable Duration later) {
        return new Outcome(ExecutionState.RUNNING, null, null, null, next, later);
    }
}
