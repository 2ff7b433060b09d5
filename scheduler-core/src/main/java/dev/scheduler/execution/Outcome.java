package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import org.jspecify.annotations.Nullable;

/** How an execution ended. */
record Outcome(
        ExecutionState state,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Throwable error) {

    static final Outcome SUCCEEDED = new Outcome(ExecutionState.SUCCEEDED, null, null, null);

    /** The execution waits for its turn; it will pass this rule again. */
    static final Outcome PARKED = new Outcome(ExecutionState.RUNNING, null, null, null);

    /** The execution could not start now and has left its place; it asks again a little later. */
    static final Outcome STANDS_BY = new Outcome(ExecutionState.RUNNING, null, "asks again", null);

    boolean isParked() {
        return state == ExecutionState.RUNNING;
    }

    static Outcome skipped(Reason reason, String detail) {
        return new Outcome(ExecutionState.SKIPPED, reason, detail, null);
    }

    static Outcome missed(Reason reason, String detail) {
        return new Outcome(ExecutionState.MISSED, reason, detail, null);
    }

    static Outcome failed(Throwable error) {
        return new Outcome(ExecutionState.FAILED, null, null, error);
    }

    static Outcome stopped(ExecutionState state, String detail, @Nullable Throwable error) {
        return new Outcome(state, null, detail, error);
    }
}
