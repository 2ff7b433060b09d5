package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import dev.scheduler.thread.Threads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Overlap locks: held from start to end, however long that takes, and free within one lease after a crash. A heartbeat
 * extends all that are due with one call, at a third of the lease. The holder never asks the store whether it still holds: it
 * judges by a monotonic deadline, one lease after the last successful extension was sent, so it gives up no later than the
 * store does. Safe for use by any thread.
 *
 * <p>Each execution has an owner of its own, so that the store recognises who asks again after a reply was lost. Within the
 * process a guard keeps executions apart.
 */
public final class OverlapLocks implements AutoCloseable {

    private final LockRows rows;
    private final Threads threads;
    private final LockKeeper keeper;

    /** Who has a lock in this process, or asks for it, by the lock's name. */
    private final Map<String, String> guarded = new ConcurrentHashMap<>();

    private OverlapLocks(LockRows rows, Threads threads, Outage outage) {
        this.rows = rows;
        this.threads = threads;
        this.keeper = new LockKeeper(rows, threads, outage, this::ended);
    }

    /**
     * Locks in a store, and the heartbeat that keeps them.
     *
     * @param outage what tells, for all that use the store, that it does not answer
     */
    public static OverlapLocks start(LockRows rows, Threads threads, Outage outage) {
        OverlapLocks locks = new OverlapLocks(rows, threads, outage);
        locks.keeper.start();
        return locks;
    }

    /**
     * Asks for a lock once, on the calling thread; blocks as long as the store does, and throws nothing that the store does.
     *
     * @param owner who asks: {@code <node>#<execution>}; the same again after {@code UNREACHABLE}, so that it is recognised
     *     where the lock was granted
     * @param onLoss told at most once, one extension period before the lock can no longer be relied on, or at once where
     *     somebody took it away; with the reason, in words. Must be short: it runs on the threads of the locks
     * @throws IllegalArgumentException where no store could hold the name
     */
    public Attempt acquire(String name, String owner, Lease lease, Consumer<String> onLoss) {
        String other = guarded.putIfAbsent(LockNames.checked(name), owner);
        return other == null
                ? ask(new LockRows.Key(name, owner), lease, onLoss)
                : Attempt.refused("this node holds the lock " + name + ofExecution(other));
    }

    /**
     * Keeps the lock that a won claim has taken already: it is extended with the others from a second after until it is
     * released, taken over where another claim of ours let it go. Asks nothing now. No guard keeps others of this process
     * from it, so several may be kept at a time for one name. Its loss is a warning in the log, never the execution's loss.
     *
     * @param owner as whom the claim has taken it
     * @return to be released when the execution ends; where it was never extended, nothing is sent then, as it ends by itself
     *     before the next scheduled time
     */
    public Hold keep(String name, String owner, Lease lease) {
        Hold hold = Hold.kept(keeper, new LockRows.Key(name, owner), lease, keeper.now());
        keeper.add(hold);
        return hold;
    }

    /**
     * Who holds a lock; null where nobody does, or where the store cannot say. Asks the store.
     *
     * @throws dev.scheduler.StoreUnavailableException if the store does not say
     */
    public @Nullable LockHolder holder(String name) {
        return rows.holder(name);
    }

    /**
     * Ends the hold of a lock, whoever holds it. Asks the store.
     *
     * @return whether it was held
     * @throws dev.scheduler.StoreUnavailableException if the outcome is unknown
     * @throws UnsupportedOperationException where the store cannot
     */
    public boolean expire(String name) {
        return rows.expire(name);
    }

    /** Sees soon, and not only with the next extension, whether this process still holds a lock. Asks nothing now. */
    public void lookAt(String name) {
        keeper.lookAt(name);
    }

    /** Whether {@link #holder} and {@link #expire} can be asked. */
    public boolean areOpen() {
        return rows.areOpen();
    }

    /** Stops the heartbeat. Locks that are being given back get one more try; those still held end with their lease. */
    @Override
    public void close() {
        keeper.end();
    }

    private Attempt ask(LockRows.Key key, Lease lease, Consumer<String> onLoss) {
        long sent = threads.nanoTime();
        try {
            String inTheWay = rows.take(key, lease.length());
            return inTheWay == null
                    ? begin(Hold.taken(keeper, key, lease, onLoss, sent))
                    : unguarded(key, Attempt.refused(inTheWay));
        } catch (Throwable problem) {
            return unguarded(key, Attempt.unreachable(Problem.of(problem)));
        }
    }

    private Attempt begin(Hold hold) {
        if (hold.isLate(threads.nanoTime())) {
            return late(hold.key());
        }
        keeper.add(hold);
        return Attempt.held(hold);
    }

    /** Given back in one try: if that fails, the same owner may still ask again, and nobody else before the lease ends. */
    private Attempt late(LockRows.Key key) {
        rows.release(List.of(key));
        return unguarded(key, Attempt.unreachable("the store took too long to grant the lock " + key.name()));
    }

    private Attempt unguarded(LockRows.Key key, Attempt attempt) {
        guarded.remove(key.name(), key.owner());
        return attempt;
    }

    /** The hold is over: the name is free for this process. */
    private void ended(Hold hold) {
        if (!hold.isOfClaim()) {
            guarded.remove(hold.name(), hold.owner());
        }
    }

    private static String ofExecution(String owner) {
        LockOwner ours = LockOwner.parse(owner);
        return ours == null ? "" : " for execution " + ours.execution();
    }
}
