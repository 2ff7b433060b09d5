package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.LockOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims in a database that all nodes share: the execution's row decides which of our nodes it is, then the lock in ShedLock's
 * table keeps plain users of ShedLock out, or gives way to them. Many times are asked for with one statement for the
 * claims and one for the locks.
 *
 * <p>Asks only for as long as the others count this node among the living: what a node that was judged dead claims, they would
 * take for lost. Where a statement failed, asking again first reads the rows back: what was won is still ours, unless it has
 * been judged lost meanwhile. The row of what a foreigner's lock refuses is {@code RUNNING} until its outcome is told to the
 * history.
 */
final class SharedClaims implements ClaimStore {

    private static final Logger log = LoggerFactory.getLogger(SharedClaims.class);
    private static final Claim NOT_NOW =
            new Claim(Outcome.UNREACHABLE, "this node has not reached the database since before its lease ended");

    private final Parts parts;
    private final ClaimLocks locks;
    private volatile Judge judge = new Judge() {};

    SharedClaims(
            String node,
            ExecutionRows rows,
            ClaimLocks locks,
            OpenRuns runs,
            NodeHeartbeat heartbeat,
            ClusterClock clock) {
        this.locks = locks;
        this.parts = new Parts(
                node,
                rows,
                new LocksOfClaims(node, locks, runs),
                runs,
                heartbeat,
                clock,
                ConcurrentHashMap.newKeySet());
    }

    /**
     * What claims are made with.
     *
     * @param recording the executions whose scheduled times this node was about to record as missed
     */
    record Parts(
            String node,
            ExecutionRows rows,
            LocksOfClaims locks,
            OpenRuns runs,
            NodeHeartbeat heartbeat,
            ClusterClock clock,
            Set<String> recording) {}

    /** Who keeps the account of scheduled times on this node. */
    interface Judge {

        /** The tasks or the pauses are not what this node knew: it looks at them now. Throws nothing that the store does. */
        default void lookAgain() {}

        /** Moves marks back that are ahead of the clock; whether there was one. Throws nothing that the store does. */
        default boolean movesBack(Set<String> tasks) {
            return false;
        }

        /** A record was made for a scheduled time. */
        default void tell(Execution record) {}
    }

    void join(Judge judging) {
        judge = judging;
    }

    @Override
    public List<Claim> claim(List<Request> requests) {
        if (!parts.heartbeat().isAlive()) {
            return requests.stream()
                    .map(each -> parts.locks().without(each, NOT_NOW))
                    .toList();
        }
        ClaimCall asking = new ClaimCall(requests, parts, judge);
        Claim otherwise = new Claim(Outcome.UNREACHABLE, "the database did not say");
        try {
            asking.ask();
        } catch (RuntimeException problem) {
            otherwise = new Claim(Outcome.UNREACHABLE, String.valueOf(problem.getMessage()));
            if (!(problem instanceof StoreException)) {
                log.error("Claims failed; asking again", problem);
            }
        }
        return asking.claims(otherwise);
    }

    @Override
    public boolean isShare(String task, Instant scheduledTime) {
        return parts.heartbeat().isShare(task, scheduledTime);
    }

    @Override
    public Claim lock(Execution execution, @Nullable Instant following) {
        String owner = new LockOwner(execution.node(), execution.id()).toString();
        try {
            String holder = locks.take(List.of(new ClaimLocks.Wanted(execution.task(), owner, following)))
                    .get(execution.task());
            return holder == null ? new Claim(Outcome.WON, owner) : new Claim(Outcome.REFUSED, holder);
        } catch (StoreException unknown) {
            return new Claim(Outcome.UNREACHABLE, String.valueOf(unknown.getMessage()));
        }
    }

    @Override
    public Set<String> giveBack(Collection<Execution> executions) {
        Map<Duration, List<Execution>> byGrace = new HashMap<>();
        for (Execution execution : executions) {
            OpenRuns.Open open = parts.runs().get(execution.id());
            if (open != null && open.kind() == OpenRuns.Kind.CLAIM) {
                byGrace.computeIfAbsent(open.grace(), grace -> new ArrayList<>())
                        .add(execution);
            }
        }
        Set<String> given = new HashSet<>();
        try {
            byGrace.forEach((grace, claimed) -> given.addAll(parts.rows().giveBack(parts.node(), claimed, grace)));
        } catch (StoreException unreachable) {
            log.debug("Not given back: {}", unreachable.getMessage());
        }
        parts.runs()
                .close(executions.stream()
                        .filter(each -> given.contains(each.id()))
                        .toList());
        return given;
    }

    @Override
    public void abandon(Collection<Execution> executions) {
        executions.forEach(each -> parts.recording().remove(each.id()));
        parts.runs().release(executions);
    }

    /** Yes, by the nodes that share the database. */
    @Override
    public boolean isAccounted() {
        return true;
    }
}
