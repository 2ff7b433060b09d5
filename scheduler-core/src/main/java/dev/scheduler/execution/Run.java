package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.lock.Hold;
import dev.scheduler.lock.LockOwner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution on its way. The body sees it as its {@link TaskContext}; everybody else sees the {@link Execution} values it
 * yields. Where it stands is its {@link Phase}, which {@link TaskRuns} alone changes. As there may be very many, it holds
 * numbers where it can, and spells them out when asked.
 */
final class Run extends Interrupts implements TaskContext, HistoryStore.Ended {

    private static final long NEVER = Long.MIN_VALUE;

    private final Environment environment;
    private final TaskEntry entry;
    private final TaskEntry.Standing standing;
    private final long number;
    private final Instant scheduledTime;
    private final Trigger trigger;

    /** The next one of the task's runs, and where this one stands: written by {@link TaskRuns} alone, under its lock. */
    @Nullable
    Run next;

    /** Whether it is another node's to claim first; the claim queue's. */
    boolean isShareOfOthers;

    private volatile Phase phase = Phase.ACCEPTED;

    /** The rule that is asked next; handed over with the run, from thread to thread. */
    private Rule way;

    private @Nullable String id;
    private volatile @Nullable Silence silence;
    private volatile boolean claimed;

    /** The lock that keeps others out while it runs, and the one that its claim has taken. */
    private volatile @Nullable Hold lock;

    private volatile @Nullable Hold claimLock;

    /** When it was started and ended, in nanoseconds since its scheduled time. */
    private volatile long started = NEVER;

    private volatile long ended = NEVER;

    /** How it ended; guarded by this, but may be read by anybody. */
    private volatile @Nullable Outcome outcome;

    private @Nullable OutputTail output;

    /** A run that is accepted now. */
    Run(Environment environment, TaskEntry entry, Rule way, Instant scheduledTime, Trigger trigger, Instant now) {
        this(environment, entry, environment.ids().number(now), way, scheduledTime, trigger);
    }

    /** A run that exists already, in the store that the cluster shares. */
    Run(Environment environment, TaskEntry entry, String id, Rule way, Instant scheduledTime, Trigger trigger) {
        this(environment, entry, 0, way, scheduledTime, trigger);
        this.id = id;
        this.claimed = true;
    }

    private Run(
            Environment environment, TaskEntry entry, long number, Rule way, Instant scheduledTime, Trigger trigger) {
        this.environment = environment;
        this.entry = entry;
        this.standing = entry.standing();
        this.number = number;
        this.way = way;
        this.scheduledTime = scheduledTime;
        this.trigger = trigger;
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
        return NextTimes.following(definition(), scheduledTime);
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
    void claimed() {
        claimed = true;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** The run is under a lock from now on, or not any more. */
    void isUnder(@Nullable Hold hold) {
        lock = hold;
    }

    /** The lock that its claim has taken is kept for it until it has ended. */
    void keeps(Hold hold) {
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
        String known = id;
        if (known == null) {
            known = environment.ids().text(number);
            id = known;
        }
        return known;
    }

    @Override
    public Instant scheduledTime() {
        return scheduledTime;
    }

    @Override
    public Trigger trigger() {
        return trigger;
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
        return stopped() != null || hasLostLock();
    }

    /** A process that stood still finds out here, before anybody could tell it. */
    boolean hasLostLock() {
        Hold held = lock;
        if (held == null || held.isHeld()) {
            return false;
        }
        stop(ExecutionState.LOST, "the lock " + held.name() + " ended before the execution did");
        return true;
    }

    @Override
    public synchronized void output(String line) {
        if (output == null) {
            output = new OutputTail();
        }
        output.add(line);
    }

    /** Marks the start, once. */
    void start(Instant now) {
        started = sinceScheduled(now);
    }

    boolean isStarted() {
        return started != NEVER;
    }

    /** Marks when the body ended, before its locks are given back. */
    void finish(Instant now) {
        ended = sinceScheduled(now);
    }

    private long sinceScheduled(Instant now) {
        return (now.getEpochSecond() - scheduledTime.getEpochSecond()) * 1_000_000_000L
                + (now.getNano() - scheduledTime.getNano());
    }

    /** Sets the outcome; false if it has one already, and was told of. */
    synchronized boolean end(Outcome how, Instant now) {
        boolean first = outcome == null;
        if (first) {
            ended = how.isUndecided() ? NEVER : ended == NEVER ? sinceScheduled(now) : ended;
            outcome = how;
        }
        return first;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    @Override
    public ExecutionState state() {
        Outcome how = outcome;
        return how == null ? ExecutionState.RUNNING : how.state();
    }

    /** This run as it stands. */
    @Override
    public synchronized Execution execution() {
        Outcome how = outcome;
        return new Execution(
                executionId(),
                task(),
                scheduledTime,
                scheduledTime,
                1,
                trigger,
                attempt(),
                node(),
                state(),
                how == null ? null : how.reason(),
                how == null ? stillRunning() : how.detail(),
                time(started),
                how == null ? null : time(ended),
                how == null || how.error() == null ? null : ErrorText.of(how.error()),
                output == null ? null : output.toString());
    }

    private @Nullable Instant time(long nanosSinceScheduled) {
        return nanosSinceScheduled == NEVER ? null : scheduledTime.plusNanos(nanosSinceScheduled);
    }

    private @Nullable String stillRunning() {
        Stop asked = stopped();
        return asked == null ? null : asked.detail() + ", still running";
    }

    @Override
    public String toString() {
        return task() + " (" + executionId() + ")";
    }
}
