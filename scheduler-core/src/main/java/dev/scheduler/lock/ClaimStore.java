package dev.scheduler.lock;

import dev.scheduler.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
     * @param requests each for another execution; the same again where the last answer left it open
     * @return as many answers, in this order
     */
    List<Claim> claim(List<Request> requests);

    /**
     * Takes the lock named after the task for an execution that needs no claim: one that was started by hand, or caught up
     * on. Throws nothing that the store does.
     *
     * @param following the task's next scheduled time; null where there is none
     * @return {@code WON}, {@code REFUSED} with who holds it, or {@code UNREACHABLE}
     */
    default Claim lock(Execution execution, @Nullable Instant following) {
        return new Claim(Claim.Outcome.WON, "no lock is taken with claims");
    }

    /**
     * Gives back executions that were won and have not started, as this node stops: others may start them. Throws nothing
     * that the store does.
     *
     * @return the ids of those that others may start now; of all others the caller records what became of them
     */
    Set<String> giveBack(Collection<Execution> executions);

    /**
     * Gives up executions whose last answer was {@code UNREACHABLE}: this node does not start them any more. Where one was
     * won after all, that becomes known and recorded later.
     */
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
     * @param evenWhenPaused whether a pause of the whole scheduler does not concern the task
     * @param grace how late the time may be claimed
     * @param revision that of the task's schedule by which the time was found due
     */
    record Request(
            Execution execution,
            @Nullable Instant following,
            boolean locksTask,
            boolean evenWhenPaused,
            Duration grace,
            long revision) {}
}
