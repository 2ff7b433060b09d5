package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.history.HistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A registered task and where it stands: kept small, for there may be a hundred thousand of them. */
final class TaskEntry {

    /** How many runs of a task that may overlap itself can wait for a thread. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration HICCUP = Duration.ofSeconds(1);

    /** Where it is in the timeline; null where it is not. This and the next three are written under the timeline's lock. */
    Timeline.@Nullable Slot slot;

    /** The place in the slot. */
    int place;

    /** Whether its task was removed. */
    volatile boolean removed;

    /** When it is due next. */
    @Nullable
    Instant due;

    /** Whether {@link #due} is only when its schedule, which threw, is asked again. */
    volatile boolean unsure;

    private volatile Instant since;
    private volatile TaskDefinition definition;
    private volatile boolean paused;
    private volatile HistoryStore.@Nullable Page page;
    private int waits;
    private @Nullable Run waiting;
    private @Nullable Run running;
    private @Nullable Run parked;
    private @Nullable Run standby;
    private @Nullable Instant latest;

    TaskEntry(TaskDefinition definition, Instant since) {
        this.definition = definition;
        this.since = since;
    }

    TaskDefinition definition() {
        return definition;
    }

    String name() {
        return definition.name();
    }

    /** Since when the task has its timing on this node. */
    Instant since() {
        return since;
    }

    void redefine(TaskDefinition changed, Instant now) {
        definition = changed;
        since = now;
        unsure = false;
    }

    /** A task of the same name takes the place of the one that was removed. */
    TaskEntry comeBack(TaskDefinition changed, Instant now) {
        redefine(changed, now);
        paused = false;
        removed = false;
        turnPage();
        return this;
    }

    /** The page of a task that was removed is forgotten. */
    private synchronized void turnPage() {
        page = null;
    }

    /** Where its executions are kept: looked up once. */
    HistoryStore.Page page(HistoryStore history) {
        HistoryStore.Page known = page;
        return known == null ? openPage(history) : known;
    }

    private synchronized HistoryStore.Page openPage(HistoryStore history) {
        HistoryStore.Page opened = history.page(name());
        page = opened;
        return opened;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    /** Takes in a run whose scheduled time has come, unless as many wait to start as may. */
    synchronized boolean accept(Run run) {
        boolean accepted = waits == 0 || (mayWaitToo(run) && waits < MOST_WAITING);
        if (accepted) {
            startWaiting(run);
            latest = run.scheduledTime();
        }
        return accepted;
    }

    /** A hiccup of the machine costs a task that is due many times a second nothing; it does not overlap by waiting. */
    private boolean mayWaitToo(Run run) {
        Instant first = run.scheduledTime();
        for (Run each = waiting; each != null; each = each.nextInLine) {
            first = each.scheduledTime();
        }
        return overlap() == Overlap.ALLOW
                || Duration.between(first, run.scheduledTime()).compareTo(HICCUP) < 0;
    }

    /** Takes in a run that was asked for by hand, or returns the one that stands in its way. */
    synchronized @Nullable Run acceptByHand(Run run) {
        Run blocker = overlap() == Overlap.SKIP && running != null ? running : null;
        if (blocker == null && waits >= (overlap() == Overlap.SKIP ? 1 : MOST_WAITING)) {
            blocker = waiting;
        }
        if (blocker == null) {
            startWaiting(run);
        }
        return blocker;
    }

    /** Takes in a catch-up, behind those that wait already; returns it if its turn is now. */
    synchronized @Nullable Run acceptCatchUp(Run run) {
        parked = RunLine.append(run, parked);
        return running == null && waiting == null ? nextParked() : null;
    }

    /** Catch-ups are bounded already, and never stand before a scheduled time. */
    private void startWaiting(Run run) {
        run.waits = true;
        run.nextInLine = waiting;
        waiting = run;
        waits += weight(run);
    }

    private void stopWaiting(Run run) {
        if (run.waits) {
            run.waits = false;
            waiting = RunLine.without(run, waiting);
            waits -= weight(run);
        }
    }

    private static int weight(Run run) {
        return run.trigger() == Trigger.MISSED ? 0 : 1;
    }

    /** The run leaves its place and waits for the store, or for its turn in the cluster. */
    synchronized void standBy(Run run) {
        stopWaiting(run);
        run.nextInLine = standby;
        standby = run;
    }

    /** The run waits for a thread again; false where it does not stand by any more. */
    synchronized boolean comeForward(Run run) {
        boolean stood = leaveStandby(run);
        if (stood) {
            startWaiting(run);
        }
        return stood;
    }

    /** Takes the run from those that stand by; false where it is none of them. */
    synchronized boolean leaveStandby(Run run) {
        boolean stands = RunLine.list(standby).contains(run);
        if (stands) {
            standby = RunLine.without(run, standby);
        }
        return stands;
    }

    synchronized boolean hasStandby() {
        return standby != null;
    }

    /** Whether a later scheduled time than the run's was accepted. */
    synchronized boolean hasLater(Run run) {
        return latest != null && latest.isAfter(run.scheduledTime());
    }

    /** The runs that stand by, newest first. */
    synchronized List<Run> standby() {
        return RunLine.list(standby);
    }

    Overlap overlap() {
        return Objects.requireNonNullElse(definition.settings().overlap(), Overlap.SKIP);
    }

    /** What an overlap policy says of a run that wants to start. */
    enum Entrance {
        OPEN,
        BLOCKED,
        PARKED,

        /** What stands in the way does not know itself yet whether it starts. */
        UNDECIDED
    }

    /**
     * Takes the run among the running ones if the policy allows, or parks it until they have ended. What it replaces is
     * told to stop before anything can take its place.
     */
    synchronized Entrance enter(Run run) {
        Overlap overlap = overlap();
        if (running == null || overlap == Overlap.ALLOW) {
            stopWaiting(run);
            run.nextInLine = running;
            running = run;
            return Entrance.OPEN;
        }
        if (run.trigger() == Trigger.MISSED) {
            stopWaiting(run);
            parked = RunLine.append(run, parked);
            return Entrance.PARKED;
        }
        if (overlap == Overlap.SKIP || hasParkedTime()) {
            return running().stream().allMatch(Run::waitsForStore) ? Entrance.UNDECIDED : Entrance.BLOCKED;
        }
        stopWaiting(run);
        run.nextInLine = parked;
        parked = run;
        if (overlap == Overlap.REPLACE) {
            running().forEach(each -> each.stop(ExecutionState.CANCELLED, "replaced by " + run.executionId()));
        }
        return Entrance.PARKED;
    }

    /** Whether a scheduled time is parked; it stands before all catch-ups. */
    private boolean hasParkedTime() {
        return parked != null && parked.trigger() != Trigger.MISSED;
    }

    /** Takes the run from the running ones, and returns the parked one if its turn has come. */
    synchronized @Nullable Run leave(Run run) {
        running = RunLine.without(run, running);
        return running == null ? nextParked() : null;
    }

    private @Nullable Run nextParked() {
        Run next = parked;
        if (next != null) {
            parked = next.nextInLine;
            startWaiting(next);
        }
        return next;
    }

    /** Lets go of a run that ended without having started; returns the parked one if its turn has come. */
    synchronized @Nullable Run settle(Run run) {
        stopWaiting(run);
        parked = RunLine.without(run, parked);
        standby = RunLine.without(run, standby);
        return running == null && waiting == null ? nextParked() : null;
    }

    /** Whether a run is on its way, and so its end to come. */
    synchronized boolean isBusy() {
        return running != null || waiting != null || parked != null || standby != null;
    }

    /** The runs that have started and not ended, newest first. */
    synchronized List<Run> running() {
        return RunLine.list(running);
    }

    /** The runs that were accepted and have not started, newest first. */
    synchronized List<Run> pending() {
        List<Run> runs = RunLine.list(waiting);
        runs.addAll(RunLine.list(parked));
        runs.addAll(RunLine.list(standby));
        return runs;
    }

    /** {@link #running()} for everybody else. */
    List<Execution> executions() {
        return running().stream().map(Run::execution).toList();
    }
}
