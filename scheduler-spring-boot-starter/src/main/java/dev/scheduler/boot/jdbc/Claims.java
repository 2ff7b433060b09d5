package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Decides which node runs a scheduled time of a one-server task: the one that inserts its row. Safe for use by any thread.
 *
 * <p>Knows the executions of this process that have rows and have not ended, and those of which that is unknown.
 */
public final class Claims {

    private final JdbcExecutionRows table;
    private final JdbcTaskRows tasks;
    private static final Duration LONG = Duration.ofDays(10_000);

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Claims in a database. */
    public Claims(Database database) {
        this.table = new JdbcExecutionRows(database);
        this.tasks = new JdbcTaskRows(database);
    }

    /**
     * Claims the scheduled times of executions in state {@code RUNNING}, each task and time at most once in a call. A time
     * that was claimed before, or that is accounted for already, is not won.
     *
     * @return the ids of those that won
     * @throws StoreException if the outcome is unknown: then either {@link #claimAgain} or {@link #abandon}
     */
    public Set<String> claim(Collection<Execution> executions) {
        open.addAll(ids(executions));
        return settle(executions, won(executions));
    }

    private Set<String> won(Collection<Execution> executions) {
        Map<String, TaskMark> marks = tasks.all();
        return table
                .claim(executions.stream()
                        .map(each -> new ClaimRequest(each, LONG, revision(marks, each), true))
                        .toList())
                .entrySet()
                .stream()
                .filter(answer -> answer.getValue() == ClaimAnswer.WON)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static long revision(Map<String, TaskMark> marks, Execution execution) {
        TaskMark mark = marks.get(execution.task());
        return mark == null ? 0 : mark.revision();
    }

    /**
     * Claims executions whose first claim had an unknown outcome, under the ids that they had then. Should the first
     * statement still be under way, this one waits for it.
     *
     * @return the ids of those that won, by the first claim or by this
     * @throws StoreException if the outcome is still unknown
     */
    public Set<String> claimAgain(Collection<Execution> executions) {
        open.addAll(ids(executions));
        won(executions);
        return confirm(executions);
    }

    /**
     * Gives up executions whose claim had an unknown outcome. Where a claim was won after all, the next look for rows that
     * their node does not know makes it {@code LOST}.
     */
    public void abandon(Collection<Execution> executions) {
        open.removeAll(ids(executions));
    }

    /** Takes in executions of this process whose rows are about to be inserted by other means. */
    public void adopt(Collection<Execution> executions) {
        open.addAll(ids(executions));
    }

    /**
     * Looks which executions that were taken in have rows.
     *
     * @return the ids of those that have; the others are given up
     * @throws StoreException if the database does not say
     */
    public Set<String> confirm(Collection<Execution> executions) {
        return settle(executions, table.running(executions));
    }

    /** Whether an execution of this process has a row that is still to be completed, or may have. */
    boolean isOpen(String id) {
        return open.contains(id);
    }

    /** The outcomes of executions are in their rows. */
    void ended(Collection<Execution> executions) {
        open.removeAll(ids(executions));
    }

    private Set<String> settle(Collection<Execution> executions, Set<String> won) {
        executions.stream().map(Execution::id).filter(id -> !won.contains(id)).forEach(open::remove);
        return won;
    }

    private static Set<String> ids(Collection<Execution> executions) {
        return executions.stream().map(Execution::id).collect(Collectors.toUnmodifiableSet());
    }
}
