package dev.scheduler.boot.cluster;

import java.time.Duration;

/** Forgets old rows of executions, and what else is over. Whatever does not answer throws a {@link StoreException}. */
public interface PurgeRows {

    /**
     * Purges the rows of all tasks, if no node of the cluster has begun to within a period. Deletes and merges only rows of
     * scheduled times at or below the account's mark, and raises {@code purgedUntil} over what it deletes or merges in the
     * same transaction. Then deletes what is left over:
     *
     * <ul>
     *   <li>operations that are older than the history is kept;
     *   <li>pauses that ended before the marks of all tasks that they concern and that have a schedule, or had one that is not
     *       judged; a task whose mark and schedule are older than the history is kept does not count;
     *   <li>tasks without a schedule that is not judged and without executions, if all that is known of them is older than
     *       that, and than a day.
     * </ul>
     *
     * @return how many rows of executions went
     */
    long inTurn(Duration period);
}
