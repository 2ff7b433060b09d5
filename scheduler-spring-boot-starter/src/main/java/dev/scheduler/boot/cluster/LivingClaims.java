package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Claims for as long as the others count this node among the living. What a node that was judged dead claims, they would
 * take for lost; so after a freeze or an outage a sign of life comes first.
 */
public final class LivingClaims implements ClaimStore {

    private static final Claim NOT_NOW =
            new Claim(Claim.Outcome.UNREACHABLE, "this node has not reached the database since before its lease ended");

    private final ClaimStore store;
    private final NodeHeartbeat heartbeat;

    /** Claims in a store. */
    public LivingClaims(ClaimStore store, NodeHeartbeat heartbeat) {
        this.store = store;
        this.heartbeat = heartbeat;
    }

    @Override
    public List<Claim> claim(List<Request> requests) {
        return heartbeat.isAlive() ? store.claim(requests) : Collections.nCopies(requests.size(), NOT_NOW);
    }

    @Override
    public boolean isShare(String task, Instant scheduledTime) {
        return heartbeat.isShare(task, scheduledTime);
    }

    @Override
    public Set<String> giveBack(Collection<Execution> executions) {
        return store.giveBack(executions);
    }

    @Override
    public void abandon(Collection<Execution> executions) {
        store.abandon(executions);
    }

    @Override
    public boolean isAccounted() {
        return store.isAccounted();
    }
}
