package dev.scheduler.history;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of each scheduled time. It is told of outcomes only: what is still running, the node that runs it
 * knows. Safe for use by any thread. Where it cannot be read just now, it throws {@link StoreUnavailableException}.
 */
public interface HistoryStore {

    /** Keeps an execution in a final state. */
    void ended(Execution execution);

    /**
     * Whether keeping an outcome may wait for anything, such as a disk or a network; true unless a store says otherwise. Then
     * one thread keeps all outcomes in the order in which they came, so that no task waits for it; who reads waits for what was
     * told before, up to five seconds. Outcomes that come faster than it keeps them are dropped, which the log counts.
     */
    default boolean mayBlock() {
        return true;
    }

    /** Waits until what was told before is kept for good; false if that takes longer than a limit. */
    default boolean flush(Duration most) {
        return true;
    }

    /**
     * Whether listeners hear of an outcome only once it is kept, by this store's doing: where nodes share it, another may have
     * said already what became of it. Asked once for each outcome, just before it is kept.
     *
     * @param execution its id
     */
    default boolean tellsOf(String execution) {
        return false;
    }

    /**
     * A task's own page of this store: what ends there is kept as if it was told to {@link #ended(Execution)}. It saves the
     * lookup by name, and the {@link Execution} value is made only when it is read. Valid until the task is forgotten.
     */
    default Page page(String task) {
        return ended -> ended(ended.execution());
    }

    /**
     * What is kept of a task, newest first; runs of equal skips or misses as one entry. A store that nodes share may name
     * what still runs, too.
     */
    List<Execution> executions(String task);

    /** The last executions of each kind. */
    Lasts lasts(String task);

    /** The last executions of each kind of many tasks. A store may leave equal skips unmerged here. */
    default Map<String, Lasts> lasts(Collection<String> tasks) {
        return tasks.stream().collect(Collectors.toMap(Function.identity(), this::lasts));
    }

    /** Forgets a task. A store that nodes share may keep it. */
    void forget(String task);

    /**
     * The last executions of a task of each kind, kept however long ago they were.
     *
     * @param run the last that {@link ExecutionState#isRun() was to run}
     * @param success the last that succeeded
     * @param failure the last that failed, timed out or was lost
     * @param skip the last scheduled time, or run of equal ones, that did not become a run
     */
    record Lasts(
            @Nullable Execution run,
            @Nullable Execution success,
            @Nullable Execution failure,
            @Nullable Execution skip) {

        /** Nothing happened yet. */
        public static final Lasts NONE = new Lasts(null, null, null, null);
    }

    /** Keeps the executions of one task. */
    @FunctionalInterface
    interface Page {

        /** Keeps an execution in a final state. */
        void add(Ended ended);
    }

    /** An execution in a final state. May be kept as it is, and asked at any time by any thread. */
    interface Ended {

        ExecutionState state();

        /** The same value, or an equal one, whenever it is asked for. */
        Execution execution();
    }
}
