package dev.scheduler;

import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks of the scheduler. Every method may be called from any thread at any time; once the scheduler stops,
 * {@link #run} is refused.
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

    /** The same as {@link #run(String, ByHand)}, by somebody. */
    default String run(String name) {
        return run(name, ByHand.UNKNOWN);
    }

    /**
     * Runs a task now, whatever its schedule, its pause and its conditions, on a thread of this node's pool. The run takes no
     * scheduled time's place. It takes the same locks as a scheduled one.
     *
     * @return the execution's id
     * @throws TaskRefusedException if the task is disabled or not in the active profiles, unless forced; if it is already
     *     running where its overlap policy forbids a second run: on this node, in the cluster where it runs without
     *     overlapping; if a plain user of ShedLock holds its lock; if the scheduler stops
     */
    String run(String name, ByHand by);

    /** The same as {@link #cancel(String, ByHand)}, by somebody. */
    default int cancel(String name) {
        return cancel(name, ByHand.UNKNOWN);
    }

    /**
     * Stops a task's executions: those that run are interrupted, those that wait do not start. They end as
     * {@link ExecutionState#CANCELLED}. In a cluster that shares a history those on other nodes hear of it within two seconds.
     *
     * @return about how many there were; in a cluster that shares a history, those that its tables name
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    int cancel(String name, ByHand by);

    /** The same as {@link #pause(String, ByHand)}, by somebody. */
    default void pause(String name) {
        pause(name, ByHand.UNKNOWN);
    }

    /**
     * Skips a task's scheduled times, with the reason {@link Reason#PAUSED}, until it is resumed. In a cluster that shares a
     * history no scheduled time is claimed any more from the moment that this returns.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    void pause(String name, ByHand by);

    /** The same as {@link #resume(String, ByHand)}, by somebody. */
    default void resume(String name) {
        resume(name, ByHand.UNKNOWN);
    }

    /**
     * Takes a task's own pauses back.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    void resume(String name, ByHand by);

    /** The same as {@link #pause(ByHand)}, by somebody. */
    default void pause() {
        pause(ByHand.UNKNOWN);
    }

    /**
     * Skips the scheduled times of every task but those that run even when paused.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    void pause(ByHand by);

    /** The same as {@link #resume(ByHand)}, by somebody. */
    default void resume() {
        resume(ByHand.UNKNOWN);
    }

    /**
     * Takes {@link #pause(ByHand)} back.
     *
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    void resume(ByHand by);

    /** The same as {@link #reschedule(String, Timing, ByHand)}, by somebody. */
    default void reschedule(String name, Timing timing) {
        reschedule(name, timing, ByHand.UNKNOWN);
    }

    /**
     * Gives a task another timing, from now on, beside the one that it is defined with. A running execution goes on. In a
     * cluster that shares a history it is kept over restarts, until it is taken back.
     *
     * @throws IllegalArgumentException if the task is enabled and its jitter is longer than its deadline, or than the smallest
     *     distance between the timing's next times; or if the timing cannot be written down where it has to be
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    void reschedule(String name, Timing timing, ByHand by);

    /** The same as {@link #reset(String, ByHand)}, by somebody. */
    default boolean reset(String name) {
        return reset(name, ByHand.UNKNOWN);
    }

    /**
     * Takes {@link #reschedule} back.
     *
     * @return whether there was something to take back
     * @throws StoreUnavailableException if the store that the nodes share cannot be asked
     */
    boolean reset(String name, ByHand by);

    /** For whom changes hold: {@code cluster}, or {@code node <id>} until that process ends. */
    String reach();

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

    /** The same as {@link #unlock(String, ByHand)}, by somebody. */
    default boolean unlock(String name) {
        return unlock(name, ByHand.UNKNOWN);
    }

    /**
     * Ends the hold of the lock named after a task, whoever holds it, so that the next run may start. A run that holds it
     * finds out when it extends its lease, is told to stop, and ends as {@link ExecutionState#LOST}; one whose scheduled time was
     * won in a database goes on, and takes the lock again where nobody else has taken it.
     *
     * @return whether it was held
     * @throws TaskRefusedException if the locks are not kept in a database
     * @throws StoreUnavailableException if the outcome is unknown
     */
    boolean unlock(String name, ByHand by);

    /**
     * Adds a task to this node alone.
     *
     * @throws IllegalArgumentException if the task is enabled and its jitter is longer than its deadline, or than the smallest
     *     distance between its next scheduled times
     * @throws TaskRefusedException if there is one of that name, or one that differs only in case or punctuation
     */
    void register(TaskDefinition definition);

    /**
     * Takes a task away from this node alone. What runs or waits for a thread goes on to its end; what waits to be claimed does
     * not start here. A history in memory forgets the task, one in a database keeps it.
     */
    void remove(String name);
}
