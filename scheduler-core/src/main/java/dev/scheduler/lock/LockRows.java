package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locks named after tasks, where they are kept. Each hold has an owner of its own: the node and the execution that asked,
 * so that only who asked recognises its own hold, also where the reply to its first request was lost. Safe for use by any
 * thread. What does not answer throws; what was asked may then have happened all the same.
 */
public interface LockRows {

    /**
     * Takes a lock that is free or is this owner's already.
     *
     * @return null where it is held now; else who is in the way, for people
     */
    @Nullable
    String take(Key key, Duration length);

    /**
     * Holds locks for longer, as many in one statement as the store can: each that is its owner's still, or that is kept for
     * a claim and was let go by another claim of ours.
     *
     * @return those that are held now; the others were taken away
     */
    Set<Key> extend(Collection<Extension> extensions);

    /** Gives locks back that are their owners' still. */
    void release(Collection<Key> keys);

    /** Who holds the lock of a name; null where nobody does, or where the store cannot say. */
    @Nullable
    LockHolder holder(String name);

    /**
     * Ends the hold of a lock, whoever holds it. It is not deleted, as nodes remember that it is there.
     *
     * @return whether it was held
     * @throws UnsupportedOperationException where the store cannot
     */
    boolean expire(String name);

    /** Whether {@link #holder} and {@link #expire} can be asked. */
    boolean areOpen();

    /**
     * A hold.
     *
     * @param name the lock's name, at most 64 characters
     * @param owner who holds it: {@code <node>#<execution>}
     */
    record Key(String name, String owner) {}

    /**
     * A hold that is to go on.
     *
     * @param length for how long from now
     * @param ofClaim whether it only shows that a claim runs: another claim of ours may have it, and it may be taken over
     *     from one that let it go
     */
    record Extension(Key key, Duration length, boolean ofClaim) {}
}
