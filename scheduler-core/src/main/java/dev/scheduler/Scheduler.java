package dev.scheduler;

import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks of the scheduler. Every method may be called from any thread, at any time between start and stop.
 *
 * <p>Where a method takes a name it also takes a unique last part of one ({@code sync-records} for
 * {@code billing.sync-records}), whatever its case, and throws {@link NoSuchTaskException} where no task is meant.
 */
public interface Scheduler {

    /**
     * All tasks, in order of name. What a store that the nodes share should tell of them is left out while it cannot be
     * asked.
     */
    List<TaskView> tasks();

    /** One task, as in {@link #tasks()}. */
    TaskView task(String name);

    /**
     * Runs a task now, whatever its schedule, its pause, its conditions and whether it is enabled, on a thread of the
     * pool.
     *
     * @return the execution's id
     * @throws TaskRefusedException if it is already running and its overlap policy forbids a second run
     */
    String run(String name);

    /**
     * Interrupts the running executions of a task; they end as {@link ExecutionState#CANCELLED}.
     *
     * @return how many there were
     */
    int cancel(String name);

    /** Skips a task's scheduled times, with the reason {@link Reason#PAUSED}, until it is resumed. */
    void pause(String name);

    /** Takes a task's own pause back. */
    void resume(String name);

    /** Skips the scheduled times of every task but those that run even when paused. */
    void pause();

    /** Takes {@link #pause()} back. */
    void resume();

    /** Gives a task another timing, from now on. A running execution goes on. */
    void reschedule(String name, Timing timing);

    /**
     * What became of a task's last scheduled times and manual runs, newest first.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    List<Execution> executions(String name);

    /**
     * What became of a task at an instant (the scheduled time at or nearest before it), and why.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    Explanation explain(String name, Instant at);

    /**
     * Who holds the lock named after a task: the node that runs a task without overlapping, the one that started the last
     * scheduled time of a one-server task, or another user of ShedLock. Null where nobody does, and where the locks are not
     * kept in a database, as other stores do not say.
     *
     * @throws StoreUnavailableException if the database cannot be asked
     */
    @Nullable
    LockHolder lockHolder(String name);

    /**
     * Ends the hold of the lock named after a task, whoever holds it, so that the next run may start. A run that holds it
     * finds out when it extends its lease, is told to stop, and ends as {@link ExecutionState#LOST}.
     *
     * @return whether it was held
     * @throws TaskRefusedException if the locks are not kept in a database
     * @throws StoreUnavailableException if the outcome is unknown
     */
    boolean unlock(String name);

    /**
     * Adds a task.
     *
     * @throws TaskRefusedException if there is one of that name, or one that differs only in case or punctuation
     */
    void register(TaskDefinition definition);

    /** Takes a task away. A running execution of it goes on to its end. */
    void remove(String name);
}
