package dev.scheduler;

/** What became of a scheduled time, or of a run asked for by hand. */
public enum ExecutionState {
    /** It has started and has not ended. */
    RUNNING,
    /** Its body returned. */
    SUCCEEDED,
    /** Its body threw, on every try. */
    FAILED,
    /** It took longer than the task's timeout and was interrupted. */
    TIMED_OUT,
    /** It was stopped by hand, by a replacement or by the shutdown of its node. */
    CANCELLED,
    /** Its node died or lost its lock while it ran. */
    LOST,
    /** A living node decided against it; the {@link Reason} says why. */
    SKIPPED,
    /** No living node accepted it in time; the {@link Reason} says why. */
    MISSED;

    /** Whether nothing can follow this state. */
    public boolean isFinal() {
        return this != RUNNING;
    }

    /** Whether a body was started. */
    public boolean isRun() {
        return this != SKIPPED && this != MISSED;
    }

    /** Whether a run ended otherwise than it should. */
    public boolean isFailure() {
        return this == FAILED || this == TIMED_OUT || this == LOST;
    }
}
