package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.boot.cluster.ClaimLocks.Wanted;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.LockOwner;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Claims in a database that all nodes share: the execution's row decides which of our nodes it is, then the lock in
 * ShedLock's table keeps plain users of ShedLock out, or gives way to them. Two statements, however many are asked for.
 *
 * <p>Where either statement failed, asking again first reads the rows back: what was won is still ours, unless it has been
 * judged lost meanwhile. Our own hold of a lock never refuses a second taking. The row of what a foreigner's lock refuses is
 * {@code RUNNING} until its outcome is told to the history.
 */
public final class JdbcClaimStore implements ClaimStore {

    private final Claims claims;
    private final String node;
    private final JdbcClaimLocks locks;

    /** The executions that were asked for and have no answer yet. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /**
     * @param claims shared with the history of this process
     * @param node the id of this process, as its executions, its beats and its locks name it
     */
    public JdbcClaimStore(Database database, Claims claims, String node) {
        this.claims = claims;
        this.node = node;
        this.locks = new JdbcClaimLocks(database);
    }

    @Override
    public List<Claim> claim(List<Request> requests) {
        Set<String> won;
        try {
            won = rows(requests);
        } catch (RuntimeException problem) {
            return requests.stream().map(request -> unreachable(problem)).toList();
        }
        return locked(requests, won);
    }

    /** The ids of those whose rows are ours. */
    private Set<String> rows(List<Request> requests) {
        List<Execution> again = executions(requests, true);
        List<Execution> first = executions(requests, false);
        first.forEach(execution -> unanswered.add(execution.id()));
        Set<String> won = new HashSet<>();
        if (!again.isEmpty()) {
            won.addAll(claims.claimAgain(again));
        }
        if (!first.isEmpty()) {
            won.addAll(claims.claim(first));
        }
        return won;
    }

    private List<Execution> executions(List<Request> requests, boolean askedBefore) {
        return requests.stream()
                .map(Request::execution)
                .filter(execution -> unanswered.contains(execution.id()) == askedBefore)
                .toList();
    }

    private List<Claim> locked(List<Request> requests, Set<String> won) {
        List<Request> locking = requests.stream()
                .filter(request -> request.locksTask() && won.contains(id(request)))
                .toList();
        try {
            Map<String, String> refused =
                    locks.take(locking.stream().map(this::wanted).toList());
            requests.forEach(request -> unanswered.remove(id(request)));
            return requests.stream()
                    .map(request -> answer(request, won, refused))
                    .toList();
        } catch (RuntimeException problem) {
            return requests.stream()
                    .map(request -> locking.contains(request) ? unreachable(problem) : settled(request, won))
                    .toList();
        }
    }

    private Wanted wanted(Request request) {
        String owner = new LockOwner(node, id(request)).toString();
        return new Wanted(request.execution().task(), owner, request.following());
    }

    private Claim settled(Request request, Set<String> won) {
        unanswered.remove(id(request));
        return answer(request, won, Map.of());
    }

    private static Claim answer(Request request, Set<String> won, Map<String, String> refused) {
        String task = request.execution().task();
        if (!won.contains(id(request))) {
            return new Claim(Outcome.TAKEN, "the row of another node");
        }
        String holder = refused.get(task);
        return holder == null || !request.locksTask()
                ? new Claim(Outcome.WON, "the row " + id(request))
                : new Claim(Outcome.REFUSED, holder);
    }

    private static Claim unreachable(RuntimeException problem) {
        return new Claim(Outcome.UNREACHABLE, String.valueOf(problem.getMessage()));
    }

    @Override
    public Set<String> giveBack(Collection<Execution> executions) {
        return Set.of();
    }

    @Override
    public void abandon(Collection<Execution> executions) {
        executions.forEach(execution -> unanswered.remove(execution.id()));
        claims.abandon(executions);
    }

    /** Yes, by the nodes that share the database. */
    @Override
    public boolean isAccounted() {
        return true;
    }

    private static String id(Request request) {
        return request.execution().id();
    }
}
