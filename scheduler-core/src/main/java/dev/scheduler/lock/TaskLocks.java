package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import dev.scheduler.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** The locks named after tasks, for people to look at and to open by hand. Safe for use by any thread. */
public interface TaskLocks {

    /**
     * Who holds the lock named after a task; null where nobody does.
     *
     * @throws StoreUnavailableException if the store does not say
     */
    @Nullable
    LockHolder holder(String task);

    /**
     * Ends the hold of the lock named after a task, whoever holds it. The lock is not deleted, as nodes remember that it is
     * there.
     *
     * @return whether it was held
     * @throws StoreUnavailableException if the outcome is unknown
     */
    boolean expire(String task);
}
