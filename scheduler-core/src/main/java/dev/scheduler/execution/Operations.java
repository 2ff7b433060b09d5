package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Pause;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Carries what people do to every node of a cluster. What a method throws, the person gets. Only an
 * {@link IllegalArgumentException} guarantees that nothing has changed. Each takes effect on this node before it returns, as its
 * {@link LocalNode} is told of it. Safe for use by any thread.
 */
public interface Operations {

    /** Begins a pause of a task, or of {@link Pause#ALL}. */
    void pause(String scope, @Nullable Instant until, ByHand by);

    /** Takes the pauses of a task, or of {@link Pause#ALL}, back; whether there was one. */
    boolean resume(String scope, ByHand by);

    /**
     * Asks all nodes to interrupt the executions of a task.
     *
     * @return how many run by their records
     */
    int cancel(String task, ByHand by);

    /**
     * Gives a task another schedule, beside the one that it is defined with.
     *
     * @throws IllegalArgumentException where it cannot be written down, with what can
     */
    void reschedule(String task, Timing timing, ByHand by);

    /** Takes a schedule that was given by hand back; whether there was one. */
    boolean reset(String task, ByHand by);

    /** Records a run by hand. */
    void ran(String task, String execution, ByHand by);

    /** Records an unlock. */
    void unlocked(String task, ByHand by);
}
