package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution on its way: accepted, waiting for a thread, running. The body sees it as its {@link TaskContext};
 * everybody else sees the {@link Execution} values it yields.
 */
final class Run implements TaskContext {

    private final Environment environment;
    private final TaskEntry entry;
    private final TaskDefinition definition;
    private final String id;
    private final Instant scheduledTime;
    private final Trigger trigger;

    /** The next of the entry's waiting or running runs; guarded by the entry. */
    @Nullable
    Run nextInLine;

    /** Whether it is one of the entry's waiting runs; guarded by the entry. */
    boolean waits;

    private volatile Rule way;
    private volatile @Nullable Instant start;
    private volatile int attempt;
    private volatile @Nullable Stop stop;
    private @Nullable Thread thread;
    private boolean trying;
    private @Nullable OutputTail output;
    private boolean concluded;
    private volatile @Nullable String storeProblem;
    private volatile boolean claimed;
    private volatile boolean begun;

    Run(Environment environment, TaskEntry entry, Ways ways, Instant scheduledTime, Trigger trigger) {
        this(
                environment,
                entry,
                environment.ids().next(),
                ways.of(entry.definition(), trigger),
                scheduledTime,
                trigger);
    }

    /** A run that exists already, in the store that the cluster shares. */
    Run(Environment environment, TaskEntry entry, String id, Rule way, Instant scheduledTime, Trigger trigger) {
        this.environment = environment;
        this.entry = entry;
        this.definition = entry.definition();
        this.id = id;
        this.way = way;
        this.scheduledTime = scheduledTime;
        this.trigger = trigger;
    }

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

    /** What kept the store from answering when it was asked last; null where it did answer, or was not asked. */
    @Nullable
    String storeProblem() {
        return storeProblem;
    }

    void storeFailed(String problem) {
        storeProblem = problem;
    }

    void storeAnswered() {
        storeProblem = null;
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
        return id;
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
    public int attempt() {
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
        start = now;
    }

    boolean isStarted() {
        return start != null;
    }

    /** Asks the run to stop and interrupts it; the first one to ask names the state. */
    synchronized void stop(ExecutionState state, String detail) {
        if (stop == null) {
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

    /** Whether the caller is the first to know how the run ended, and so the one to tell. */
    synchronized boolean conclude() {
        boolean first = !concluded;
        concluded = true;
        return first;
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

    /** This run as it stands while it runs. */
    Execution running() {
        Stop asked = stop;
        return execution(ExecutionState.RUNNING, null, asked == null ? null : asked.detail() + ", still running", null);
    }

    /** This run, ended. */
    Execution ended(Outcome outcome, Instant now) {
        return execution(outcome.state(), outcome, outcome.detail(), now);
    }

    private synchronized Execution execution(
            ExecutionState state, @Nullable Outcome outcome, @Nullable String detail, @Nullable Instant end) {
        return new Execution(
                id,
                task(),
                scheduledTime,
                scheduledTime,
                1,
                trigger,
                attempt,
                node(),
                state,
                outcome == null ? null : outcome.reason(),
                detail,
                start,
                end,
                outcome == null || outcome.error() == null ? null : ErrorText.of(outcome.error()),
                output == null ? null : output.toString());
    }

    @Override
    public String toString() {
        return task() + " (" + id + ")";
    }
}
