package dev.scheduler.lock;

import dev.scheduler.Execution;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which node of a cluster starts a scheduled time of a one-server task. Safe for use by any thread; may be asked
 * again after any answer, and never lets two nodes start the same scheduled time.
 */
public interface ClaimStore {

    /**
     * Asks for scheduled times, in one go where the store can. Blocks as long as the store does, and throws nothing that
     * the store does.
     *
     * @param requests each for another execution; the same again where the last answer was {@code UNREACHABLE}
     * @return as many answers, in this order
     */
    List<Claim> claim(List<Request> requests);

    /** Gives up executions whose last answer was {@code UNREACHABLE}: this node does not start them any more. */
    void abandon(Collection<Execution> executions);

    /**
     * Whether this node should be the first to ask for a scheduled time, so that the nodes share the work and seldom ask for
     * the same. Nodes may disagree: it is no claim. Does not block.
     */
    default boolean isShare(String task, Instant scheduledTime) {
        return true;
    }

    /** Whether scheduled times that nobody has claimed are found and recorded for all nodes together. */
    boolean isAccounted();

    /**
     * One scheduled time that a node would start.
     *
     * @param execution the execution it would become
     * @param following the task's next scheduled time, at which nothing that was taken for this one may still be held; null
     *     where there is none
     * @param locksTask whether the lock named after the task is to be taken as well, where the store does that; false where
     *     an overlap lock follows, which is that very lock and would be refused
     */
    record Request(Execution execution, @Nullable Instant following, boolean locksTask) {}
}
