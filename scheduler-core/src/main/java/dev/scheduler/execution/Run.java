package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution on its way: accepted, waiting for a thread, running, ended. The body sees it as its {@link TaskContext};
 * everybody else sees the {@link Execution} values it yields. As there may be very many, it holds numbers where it can,
 * and spells them out when asked.
 */
final class Run implements TaskContext, HistoryStore.Ended {

    private static final long NEVER = Long.MIN_VALUE;

    private final Environment environment;
    private final TaskEntry entry;
    private final TaskDefinition definition;
    private final long number;
    private final Instant scheduledTime;
    private final Trigger trigger;

    /** The next one in the entry's line that this one is in; guarded by the entry. */
    @Nullable
    Run nextInLine;

    /** Whether it is one of the entry's waiting runs; guarded by the entry. */
    boolean waits;

    /** Whether it is another node's to claim first; the desk's. */
    boolean isShareOfOthers;

    /** These two are handed over with the run, from thread to thread. */
    private Rule way;

    private boolean begun;

    private @Nullable String id;
    private volatile @Nullable Stop stop;
    private volatile @Nullable Silence silence;
    private volatile boolean claimed;

    /** When it was started, in nanoseconds since its scheduled time. */
    private volatile long started = NEVER;

    /** How it ended; guarded by this as all that follows, but may be read by anybody. */
    private volatile @Nullable Outcome outcome;

    private long ended;
    private int attempt;
    private boolean trying;
    private @Nullable Thread thread;
    private @Nullable OutputTail output;

    Run(Environment environment, TaskEntry entry, Ways ways, Instant scheduledTime, Trigger trigger) {
        this(environment, entry, ways, scheduledTime, trigger, environment.now());
    }

    /** A run that is accepted now. */
    Run(Environment environment, TaskEntry entry, Ways ways, Instant scheduledTime, Trigger trigger, Instant now) {
        this(
                environment,
                entry,
                environment.ids().number(now),
                ways.of(entry.definition(), trigger),
                scheduledTime,
                trigger);
    }

    private Run(
            Environment environment, TaskEntry entry, long number, Rule way, Instant scheduledTime, Trigger trigger) {
        this.environment = environment;
        this.entry = entry;
        this.definition = entry.definition();
        this.number = number;
        this.way = way;
        this.scheduledTime = scheduledTime;
        this.trigger = trigger;
    }

    /** A run that exists already, in the store that the cluster shares. */
    Run(Environment environment, TaskEntry entry, String id, Rule way, Instant scheduledTime, Trigger trigger) {
        this(environment, entry, 0, way, scheduledTime, trigger);
        this.id = id;
    }

    /** Since when a store that was asked has not answered, and what kept it. */
    record Silence(Instant since, String problem) {}

    /** Why a run was told to stop. */
    record Stop(ExecutionState state, String detail) {}

    TaskEntry entry() {
        return entry;
    }

    /** The task as it was when this run was accepted. */
    TaskDefinition definition() {
        return definition;
    }

    /** The rules that are still to be passed. */
    Rule way() {
        return way;
    }

    /** The task's scheduled time after this one; null where there is none, or where nobody can say. */
    @Nullable
    Instant following() {
        return NextTimes.following(definition, scheduledTime);
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

    /** The run goes its way. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** This node has won the scheduled time. */
    void claimed() {
        claimed = true;
    }

    boolean isClaimed() {
        return claimed;
    }

    /** Sends the run another way when its turn comes again. */
    void reroute(Rule changed) {
        way = changed;
    }

    @Override
    public String task() {
        return definition.name();
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
    public synchronized int attempt() {
        return attempt;
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
        return stop != null;
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

    private long sinceScheduled(Instant now) {
        return (now.getEpochSecond() - scheduledTime.getEpochSecond()) * 1_000_000_000L
                + (now.getNano() - scheduledTime.getNano());
    }

    /**
     * Asks the run to stop and interrupts it; the first one to ask names the state. A time-out ends one try, so whoever means
     * the whole run comes before it.
     */
    synchronized void stop(ExecutionState state, String detail) {
        if (stop == null || stop.state() == ExecutionState.TIMED_OUT) {
            stop = new Stop(state, detail);
        }
        interrupt();
    }

    /** Stops one try, unless it has ended meanwhile. */
    synchronized void timeOut(int timedTry, String detail) {
        boolean begun = trying && attempt == timedTry;
        boolean aboutToBegin = attempt == timedTry - 1;
        if (stop == null && (begun || aboutToBegin)) {
            stop(ExecutionState.TIMED_OUT, detail);
        }
    }

    @Nullable
    Stop stopped() {
        return stop;
    }

    /** Counts a try and makes the calling thread the one to interrupt; false if the run has been stopped already. */
    synchronized boolean enterTry() {
        attempt++;
        trying = enter();
        return trying;
    }

    /** Makes the calling thread the one to interrupt; false if the run has been stopped already. */
    synchronized boolean enter() {
        if (stop != null) {
            return false;
        }
        Thread.interrupted(); // what a condition or a listener left behind
        thread = Thread.currentThread();
        return true;
    }

    /** Ends what {@link #enter()} began; no interrupt that was meant for this run outlives it. */
    synchronized void leave() {
        thread = null;
        trying = false;
        Thread.interrupted();
    }

    /** Marks the end; false if that was done already, and told of. */
    synchronized boolean end(Outcome how, Instant now) {
        boolean first = outcome == null;
        if (first) {
            ended = sinceScheduled(now);
            outcome = how;
        }
        return first;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    /** A time-out ended one try, not the run: the next try starts afresh. */
    synchronized void forgetTimeOut() {
        if (stop != null && stop.state() == ExecutionState.TIMED_OUT) {
            stop = null;
        }
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
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
                attempt,
                node(),
                state(),
                how == null ? null : how.reason(),
                how == null ? stillRunning() : how.detail(),
                started == NEVER ? null : scheduledTime.plusNanos(started),
                how == null ? null : scheduledTime.plusNanos(ended),
                how == null || how.error() == null ? null : ErrorText.of(how.error()),
                output == null ? null : output.toString());
    }

    private @Nullable String stillRunning() {
        Stop asked = stop;
        return asked == null ? null : asked.detail() + ", still running";
    }

    @Override
    public String toString() {
        return task() + " (" + executionId() + ")";
    }
}
