package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Hold;
import dev.scheduler.lock.LockOwner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution on its way. The body sees it as its {@link TaskContext}; everybody else sees the {@link Execution} values that
 * its record yields. Where it stands is its {@link Phase}, which {@link TaskRuns} alone changes.
 */
final class Run extends Interrupts implements TaskContext {

    private final Environment environment;
    private final TaskEntry entry;
    private final TaskEntry.Standing standing;
    private final RunRecord record;

    /** The next one of the task's runs, and where this one stands: written by {@link TaskRuns} alone, under its lock. */
    @Nullable
    Run next;

    /** Whether it is another node's to claim first; the claim queue's. */
    boolean isShareOfOthers;

    private volatile Phase phase = Phase.UNCLAIMED;

    /** The rule that is asked next; handed over with the run, from thread to thread. */
    private Rule way;

    private volatile @Nullable Silence silence;
    private volatile boolean claimed;

    /** The lock that keeps others out while it runs, and the one that its claim has taken. */
    private volatile @Nullable Hold lock;

    private volatile @Nullable Hold claimLock;

    /** A run that is accepted now. */
    Run(Environment environment, TaskEntry entry, Rule way, Instant scheduledTime, Trigger trigger, Instant now) {
        this(
                environment,
                entry,
                way,
                record(environment, entry, environment.ids().number(now), null, scheduledTime, trigger));
    }

    /** A run that exists already, in the store that the cluster shares. */
    Run(Environment environment, TaskEntry entry, String id, Rule way, Instant scheduledTime, Trigger trigger) {
        this(environment, entry, way, record(environment, entry, 0, id, scheduledTime, trigger));
        this.claimed = true;
    }

    private Run(Environment environment, TaskEntry entry, Rule way, RunRecord record) {
        super(record);
        this.environment = environment;
        this.entry = entry;
        this.standing = entry.standing();
        this.record = record;
        this.way = way;
    }

    private static RunRecord record(
            Environment environment,
            TaskEntry entry,
            long number,
            @Nullable String id,
            Instant scheduledTime,
            Trigger trigger) {
        return new RunRecord(environment, entry.name(), number, id, scheduledTime, trigger);
    }

    /** Since when a store that was asked has not answered, and what kept it. */
    record Silence(Instant since, String problem) {}

    TaskEntry entry() {
        return entry;
    }

    /** The task as it was when this run was accepted. */
    TaskDefinition definition() {
        return standing.definition();
    }

    Phase phase() {
        return phase;
    }

    /** For {@link TaskRuns} alone. */
    void enter(Phase entered) {
        phase = entered;
    }

    /** The rule that is asked next. */
    Rule way() {
        return way;
    }

    /** From now on this rule is asked next. */
    void continueAt(Rule rule) {
        way = rule;
    }

    /** The task's scheduled time after this one; null where there is none, or where nobody can say. */
    @Nullable
    Instant following() {
        return NextTimes.following(definition(), scheduledTime());
    }

    /** How the store keeps this run waiting; null where it answered when it was asked last, or was not asked. */
    @Nullable
    Silence silence() {
        return silence;
    }

    boolean waitsForStore() {
        return silence != null;
    }

    void storeFailed(String problem) {
        Silence before = silence;
        silence = new Silence(before == null ? environment.now() : before.since(), problem);
    }

    void storeAnswered() {
        silence = null;
    }

    /** This node has won the scheduled time. */
    void markClaimed() {
        claimed = true;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** The run is under a lock from now on, or not any more. */
    void holdsLock(@Nullable Hold hold) {
        lock = hold;
    }

    /** The lock that its claim has taken is kept for it until it has ended. */
    void keepsClaimLock(Hold hold) {
        claimLock = hold;
    }

    /** The lock that its claim has taken is not needed any more. */
    void releaseClaimLock() {
        Hold held = claimLock;
        claimLock = null;
        if (held != null) {
            held.release();
        }
    }

    /** What its locks and its rows call it. */
    String owner() {
        return new LockOwner(node(), executionId()).toString();
    }

    @Override
    public String task() {
        return definition().name();
    }

    @Override
    public String executionId() {
        return record.id();
    }

    @Override
    public Instant scheduledTime() {
        return record.scheduledTime();
    }

    @Override
    public Trigger trigger() {
        return record.trigger();
    }

    @Override
    public String node() {
        return environment.node();
    }

    @Override
    public @Nullable Instant lastSuccess() {
        Execution success = environment.history().lasts(task()).success();
        return success == null ? null : success.end();
    }

    @Override
    public boolean isCancelled() {
        return stopped() != null || stopIfLockLost();
    }

    /** A process that stood still finds out here, before anybody could tell it. */
    boolean stopIfLockLost() {
        Hold held = lock;
        if (held == null || held.isHeld()) {
            return false;
        }
        stop(ExecutionState.LOST, "the lock " + held.name() + " ended before the execution did");
        return true;
    }

    @Override
    public void output(String line) {
        record.add(line);
    }

    /** What the history is to keep of it. */
    RunRecord record() {
        return record;
    }

    /** Sets the outcome; false if it has one already, and was told of. */
    boolean end(Outcome how, Instant now) {
        return record.end(how, now, attempt());
    }

    boolean hasEnded() {
        return record.hasEnded();
    }

    /** This run as it stands. */
    Execution execution() {
        Stop asked = stopped();
        return record.execution(attempt(), asked == null ? null : asked.detail() + ", still running");
    }

    @Override
    public String toString() {
        return task() + " (" + executionId() + ")";
    }
}
