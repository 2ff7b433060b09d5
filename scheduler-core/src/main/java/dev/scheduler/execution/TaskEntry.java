package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Overlap;
import dev.scheduler.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A registered task and where it stands: kept small, for there may be a hundred thousand of them. */
final class TaskEntry {

    /** How many runs of a task that may overlap itself can wait for a thread. */
    private static final int MOST_WAITING = 1_000;

    /** Where it is in the timeline; null where it is not. This and the next three are guarded by the timeline. */
    Timeline.@Nullable Slot slot;

    /** The place in the slot. */
    int place;

    /** Whether it is gone from the timeline for good. */
    boolean removed;

    /** When it is due next. */
    @Nullable
    Instant due;

    /** Whether {@link #due} is only when its schedule, which threw, is asked again. */
    volatile boolean unsure;

    private final Instant since;
    private volatile TaskDefinition definition;
    private volatile boolean paused;
    private int waiting;
    private @Nullable Run running;
    private @Nullable Run parked;

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

    /** When the task came to this engine. */
    Instant since() {
        return since;
    }

    void redefine(TaskDefinition changed) {
        definition = changed;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    /** Counts a run that waits for a thread, unless there are as many as there may be. */
    synchronized boolean await(Run run) {
        int limit = overlap() == Overlap.ALLOW ? MOST_WAITING : 1;
        run.waits = waiting < limit;
        waiting += run.waits ? 1 : 0;
        return run.waits;
    }

    /** Takes back what {@link #await} counted: the run has its thread. */
    synchronized void awaited(Run run) {
        waiting -= run.waits ? 1 : 0;
        run.waits = false;
    }

    Overlap overlap() {
        return Objects.requireNonNullElse(definition.settings().overlap(), Overlap.SKIP);
    }

    /** What an overlap policy says of a run that wants to start. */
    enum Entrance {
        OPEN,
        BLOCKED,
        PARKED
    }

    /** Takes the run among the running ones if the policy allows, or parks it until they have ended. */
    synchronized Entrance enter(Run run) {
        Overlap overlap = overlap();
        if (running == null || overlap == Overlap.ALLOW) {
            run.nextRunning = running;
            running = run;
            return Entrance.OPEN;
        }
        if (overlap == Overlap.SKIP || parked != null) {
            return Entrance.BLOCKED;
        }
        parked = run;
        return Entrance.PARKED;
    }

    /** Takes the run from the running ones, and returns the parked one if its turn has come. */
    synchronized @Nullable Run leave(Run run) {
        unlink(run);
        Run next = running == null ? parked : null;
        if (next != null) {
            parked = null;
        }
        return next;
    }

    synchronized boolean isParked() {
        return parked != null;
    }

    private void unlink(Run run) {
        if (running == run) {
            running = run.nextRunning;
            return;
        }
        for (Run each = running; each != null; each = each.nextRunning) {
            if (each.nextRunning == run) {
                each.nextRunning = run.nextRunning;
                return;
            }
        }
    }

    /** The runs that have started and not ended, newest first. */
    synchronized List<Run> running() {
        List<Run> runs = new ArrayList<>(1);
        for (Run each = running; each != null; each = each.nextRunning) {
            runs.add(each);
        }
        return runs;
    }

    /** {@link #running()} for everybody else. */
    List<Execution> executions() {
        return running().stream().map(Run::running).toList();
    }
}
