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
    /** Its node died, lost its lock while it ran, or no longer knows it. */
    LOST,
    /** A living node decided against it; the {@link Reason} says why. */
    SKIPPED,
    /** No living node accepted it in time; the {@link Reason} says why. */
    MISSED;

    /** Whether it is not running. A {@link #MISSED} time that was claimed and not started may still be caught up on. */
    public boolean isFinal() {
        return this != RUNNING;
    }

    /**
     * Whether it was to run: every state but {@link #SKIPPED} and {@link #MISSED}. Its body may never have started; then
     * {@link Execution#start()} is null.
     */
    public boolean isRun() {
        return this != SKIPPED && this != MISSED;
    }

    /** Whether a run ended otherwise than it should. */
    public boolean isFailure() {
        return this == FAILED || this == TIMED_OUT || this == LOST;
    }
}
