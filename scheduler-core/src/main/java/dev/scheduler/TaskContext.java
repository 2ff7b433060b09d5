package dev.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a running task may ask about its own execution. Safe for use by the threads that the task itself starts. */
public interface TaskContext {

    /** The task's name. */
    String task();

    /** This execution's id, the same in every try. */
    String executionId();

    /** The nominal instant that this execution stands for; the same on whatever node and however late it starts. */
    Instant scheduledTime();

    /** Why this execution was started. */
    Trigger trigger();

    /** Which try this is, the first being 1. */
    int attempt();

    /** The node that this runs on. */
    String node();

    /**
     * The end of the last execution that succeeded and is still known; null where there is none.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    @Nullable
    Instant lastSuccess();

    /**
     * Whether the task has been asked to stop: it was cancelled, timed out, lost its lock, was replaced by a later run
     * ({@link Overlap#REPLACE}), or its node is shutting down. Its thread has then been interrupted as well; a loop that
     * swallows interrupts should ask this.
     */
    boolean isCancelled();

    /** Appends a line to this execution's output, of which the last 16 KiB are kept with the execution. */
    void output(String line);
}
