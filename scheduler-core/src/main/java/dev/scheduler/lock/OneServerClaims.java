package dev.scheduler.lock;

import dev.scheduler.Execution;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;

/**
 * Claims of scheduled times for one node of the cluster, where there is no history in a database to decide. A claim is a
 * lock that is named after the task and the scheduled time, kept for an hour and never released early: so a scheduled
 * time is started at most once however short the task is and however far clocks are apart, up to that hour.
 *
 * <p>A claim whose answer was lost on the way is refused when it is asked for again. It then starts nowhere, which is the
 * right side to err on. Stores whose locks are rows keep one row for each claim.
 */
public final class OneServerClaims implements ClaimStore {

    /** How long a claim is kept. */
    public static final Duration KEPT = Duration.ofHours(1);

    /** Once as much time has passed in a call, the rest is left for the next: what was won starts meanwhile. */
    static final Duration SLICE = Duration.ofMillis(250);

    private static final Claim NOT_ASKED =
            new Claim(Claim.Outcome.NOT_ASKED, "the claims before it took longer than " + SLICE.toMillis() + " ms");

    private final LockProvider provider;
    private final InstantSource clock;
    private final Threads threads;
    private final StoreCalls store;

    /**
     * Claims in a store.
     *
     * @param clock what ShedLock's own {@code ClockProvider} says, which providers without a server's time compare with
     * @param outage what tells, for all that use the provider, that it does not answer
     */
    public OneServerClaims(LockProvider provider, InstantSource clock, Threads threads, Outage outage) {
        this.provider = provider;
        this.clock = clock;
        this.threads = threads;
        this.store = new StoreCalls(outage);
    }

    /** A store that has not answered once is not asked for the rest, nor one that is slow. */
    @Override
    public List<Claim> claim(List<Request> requests) {
        long end = threads.nanoTime() + SLICE.toNanos();
        List<Claim> claims = new ArrayList<>(requests.size());
        for (Request request : requests) {
            Claim before = claims.isEmpty() ? null : claims.get(claims.size() - 1);
            claims.add(before == null ? claim(request) : next(before, request, end));
        }
        return claims;
    }

    private Claim next(Claim before, Request request, long end) {
        if (!before.isAnswer()) {
            return before;
        }
        return threads.nanoTime() - end >= 0 ? NOT_ASKED : claim(request);
    }

    private Claim claim(Request request) {
        return claim(request.execution().task(), request.execution().scheduledTime());
    }

    /** Nothing to do: a claim is never given back. */
    @Override
    public void abandon(Collection<Execution> executions) {}

    /** None: a claim is never given back. */
    @Override
    public Set<String> giveBack(Collection<Execution> executions) {
        return Set.of();
    }

    /** No: a lock says nothing of the times that it was not asked for. */
    @Override
    public boolean isAccounted() {
        return false;
    }

    Claim claim(String task, Instant scheduledTime) {
        String name = LockNames.ofClaim(task, scheduledTime);
        try {
            LockConfiguration wanted = new LockConfiguration(clock.instant(), name, KEPT, KEPT);
            return store.call(() -> provider.lock(wanted)).isPresent()
                    ? new Claim(Claim.Outcome.WON, name)
                    : new Claim(Claim.Outcome.REFUSED, name + " was claimed before");
        } catch (Throwable problem) {
            return new Claim(Claim.Outcome.UNREACHABLE, Problem.of(problem));
        }
    }
}
