package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of executions. "Now" is the database's, asked in the statement itself. Safe for use by any thread. Whatever does
 * not answer throws a {@link StoreException}; a change that was asked for may then have happened.
 *
 * <p>A row that takes its key is the record of the cluster on a task's scheduled time: there is one at the most.
 */
public interface ExecutionRows {

    /**
     * Claims scheduled times: inserts each row under its key where the time is later than both marks of the task and than now
     * less its grace, the task has the revision, and no pause that concerns it is in force. Many in one statement, in order of
     * task and time.
     *
     * @param requests each task and time at most once
     * @return an answer for each, by execution id
     */
    Map<String, ClaimAnswer> claim(Collection<ClaimRequest> requests);

    /** Those of the executions whose rows are there under their ids, in state {@code RUNNING}. */
    Set<String> running(Collection<Execution> executions);

    /** Inserts the record of a scheduled time under its key, unless one is there; whether it did. */
    boolean record(Execution execution);

    /** Inserts rows that take no key, passing over ids that are there. */
    void insert(Collection<Execution> executions);

    /**
     * Writes outcomes into the rows that are there under their ids, in state {@code RUNNING} on a node.
     *
     * @return how many there were
     */
    int complete(String node, Collection<Execution> executions);

    /** Those of the executions whose rows are there under their ids, in whatever state. */
    Set<String> present(Collection<Execution> executions);

    /**
     * Deletes rows in state {@code RUNNING} of a node, with trigger {@code SCHEDULE}, whose scheduled time is later than now
     * less the grace and than the task's mark, so that others may claim the times; the number of the
     * operations moves where there are any.
     *
     * @return the ids of those that were deleted
     */
    Set<String> giveBack(String node, Collection<Execution> executions, Duration grace);

    /** All rows in state {@code RUNNING}, without their outputs. */
    List<Execution> running();

    /**
     * Makes rows {@code LOST} that are in state {@code RUNNING} on the node that is given.
     *
     * @param executions as they were read
     * @param detail why, for people
     * @return those that this statement made so, as they are now, with now as their end
     */
    List<Execution> lose(Collection<Execution> executions, String detail);
}
