package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the cluster knows of its tasks, and the account of their scheduled times. Every change is a compare-and-set on the
 * mark that the caller has seen, so that of several nodes one succeeds. "Now" is the database's, asked in the statement
 * itself. Whatever does not answer throws a {@link StoreException}; a change that was asked for may then have happened.
 */
public interface TaskRows {

    /** All tasks that the cluster knows, by name. */
    Map<String, TaskMark> all();

    /** The schedules that ended and are not judged yet. */
    List<EndedSchedule> ended();

    /** Adds the tasks that the cluster does not know yet, as they are given; those that it knows stay as they are. */
    void register(Collection<TaskMark> marks);

    /**
     * Ends the schedule that a task has, if it has one, and begins another or none; the revision goes up. Compares task and
     * revision. The one that ends is kept as an {@link EndedSchedule} until {@code end}, where that is later than its since.
     *
     * @param schedule the new one; {@link TaskMark#NO_SCHEDULE} for none
     * @param setBy who answers for it
     * @param since from when it counts
     * @param end when the old one ended
     */
    boolean begin(TaskMark known, String schedule, String setBy, Instant since, Instant end);

    /** Names another node that answers for the schedule. Compares task, revision and the node before. */
    boolean adopt(TaskMark known, String setBy);

    /**
     * Lets a schedule count from an earlier instant, with records for the scheduled times between that the mark has passed
     * already. Compares task, revision and that its since is later. Both happen or neither.
     */
    boolean beginEarlier(TaskMark known, Instant since, Collection<Execution> records);

    /**
     * The scheduled times after each task's mark, up to and with an instant, of which a record says something, in order: claims,
     * and of other tasks what any node ran or judged.
     *
     * @param most how many rows are read of each task at the most, at least 1,000; a task with more is cut off after its
     *     earliest ones, so the caller must not judge beyond the last of as many
     */
    Map<String, List<Span>> recorded(Instant until, int most);

    /**
     * Moves marks on where task, revision and {@code accountedUntil} are what they were and the instant is not later than
     * now less the margin; many in one statement. Ended schedules that the mark has passed are deleted.
     *
     * @return how many were moved
     */
    int advance(Collection<TaskMark> marks, Instant until, Duration margin);

    /**
     * Moves one mark on as {@link #advance} does, together with records that take the keys of their scheduled times: those
     * missed or skipped, and the catch-ups, in state {@code RUNNING} on the caller's node, which it then runs. All happens or
     * nothing; nothing where a record of a scheduled time is there already.
     *
     * @return whether it happened
     */
    boolean settle(TaskMark known, Instant until, Duration margin, Collection<Execution> records);

    /**
     * Sets a mark or a since that is later than now plus the margin back to now, and replaces records in state
     * {@code MISSED} that reach beyond now by their parts up to then. Compares task, revision, both instants and that one of
     * them is that late.
     *
     * @param ahead the records that are deleted
     * @param parts what is left of them
     */
    boolean moveBack(TaskMark known, Duration margin, Collection<Execution> ahead, Collection<Execution> parts);

    /** The records of a task in state {@code MISSED} whose last scheduled time is later than an instant. */
    List<Execution> missedAfter(String task, Instant time);

    /**
     * The records in state {@code MISSED} that a node left behind when it stopped before it started them: nobody has decided
     * yet whether they are caught up on.
     */
    List<Execution> undecided();

    /**
     * Decides on a record that {@link #undecided} named: it runs on this node now, as a catch-up under the same id and key, or
     * it stays missed.
     *
     * @param execution the record as it is to be: {@code RUNNING} with trigger {@code MISSED}, or {@code MISSED} with an end
     * @return whether it was undecided still
     */
    boolean decide(Execution execution);
}
