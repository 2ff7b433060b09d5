package dev.scheduler.boot.cluster;

import java.time.Duration;

/** Forgets old rows of executions. Whatever does not answer throws a {@link StoreException}. */
public interface PurgeRows {

    /**
     * Purges the rows of all tasks, if no node of the cluster has begun to within a period. Deletes and merges only rows of
     * scheduled times at or below the account's mark, and raises {@code purgedUntil} over what it deletes or merges in the
     * same transaction.
     *
     * @return how many rows went
     */
    long inTurn(Duration period);
}
