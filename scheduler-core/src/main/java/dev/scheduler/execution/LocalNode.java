package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Pause;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cluster asks of this node's engine, and tells it. Nothing here waits for a store; safe for use by any thread. */
public interface LocalNode {

    /** The node's id, as its executions name it. */
    String id();

    /** The tasks that it has now. */
    List<LocalTask> tasks();

    /** When this node last removed tasks by hand, by name, also of those that came back since. */
    Map<String, Instant> removals();

    /** The cluster has taken a removal into account. */
    void settled(String task, Instant removal);

    /** Since when it waits for scheduled times; null where it does not. */
    @Nullable
    Instant openSince();

    /** An id for an execution. */
    String newExecutionId();

    /** Whether this process answers for an execution: it was accepted here and has not ended. */
    boolean knows(String execution);

    /** The executions that have been running on it for so long or longer. */
    List<Execution> lasting(Duration length);

    /** The pauses that are in force or to come, all of them. */
    void paused(Collection<Pause> pauses);

    /** The cluster has this revision of a task's schedule; claims name it from now on. */
    void revision(String task, long revision);

    /**
     * A task has another timing from an instant on. Scheduled times since then are due; where that is longer ago than the
     * grace, only those from now on.
     *
     * @param override null for the one that it is defined with
     * @param since from when the timing counts
     * @param revision the cluster's of the task's schedule; claims name it from now on
     */
    void retimed(String task, @Nullable Timing override, Instant since, long revision);

    /**
     * What other nodes had claimed may be free again, as one of them stopped: scheduled times that this node was refused for
     * that, and that are within their grace still, are asked for again.
     */
    void askAgain();

    /** Ends the executions of a task that run or wait here, but for what was started by hand after an instant. */
    void cancel(String task, Instant at, ByHand by);

    /** The lock of a task was opened by hand: whoever runs under it here is to hear of that. */
    void unlocked(String task);

    /**
     * Runs an execution whose row says already that it runs here.
     *
     * @throws NoSuchTaskException if there is no such task any more
     */
    void catchUp(Execution claimed);

    /** Tells log and listeners of an outcome whose row this node's statement has made. */
    void tell(Execution outcome);

    /** Tells listeners of an outcome of this node's that is in its row now; see {@link dev.scheduler.history.HistoryStore#tellsOf}. */
    void kept(Execution outcome);
}
