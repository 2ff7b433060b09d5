package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.Trigger;
import dev.scheduler.schedule.Delay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for scheduled times and brings executions through their rules. Whatever a schedule, a rule, a listener or a body
 * throws, it goes on.
 */
final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** How many are accepted before the first of them start; ever more follow, so a long list has few slices. */
    private static final int FIRST_SLICE = 64;

    private static final int LAST_SLICE = 1 << 16;

    private final Environment environment;
    private final Registry registry;
    private final Timeline timeline = new Timeline();
    private final Alarms alarms = new Alarms();
    private final Teller teller;
    private final Ways ways;
    private final Workers workers;
    private final ClockWatch clockWatch;
    private final SaturationWatch saturation;
    private volatile boolean paused;
    private volatile boolean open;
    private volatile boolean stopped;

    Engine(
            Environment environment,
            Registry registry,
            Teller teller,
            LongSupplier nanoTime,
            int threads,
            ThreadFactory factory) {
        this.environment = environment;
        this.registry = registry;
        this.teller = teller;
        this.workers = new Workers(threads, factory, this::execute);
        this.ways = new Ways(environment, teller, alarms, () -> paused, this::takeTurn);
        this.clockWatch = new ClockWatch(environment.clock(), nanoTime);
        this.saturation = new SaturationWatch(nanoTime);
    }

    /** Puts every task on the timeline and reads the clock afresh. */
    void open() {
        clockWatch.mark();
        open = true;
        registry.all().forEach(this::schedule);
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isOpen() {
        return open;
    }

    /** Puts a task on the timeline at its next time from now; a task with a delay is due at once. */
    void schedule(TaskEntry entry) {
        if (open) {
            timeline.put(entry, firstDue(entry, environment.now()));
        }
    }

    private static @Nullable Instant firstDue(TaskEntry entry, Instant now) {
        if (!entry.definition().isEnabled()) {
            return null;
        }
        return entry.definition().timing() instanceof Delay ? now : NextTimes.after(entry, now, now);
    }

    void remove(TaskEntry entry) {
        timeline.remove(entry);
    }

    /** When a task is due next; null where that is not known. */
    @Nullable
    Instant due(TaskEntry entry) {
        return entry.unsure ? null : timeline.due(entry);
    }

    boolean isParked(String task) {
        return registry.get(task).isParked();
    }

    int timelineSize() {
        return timeline.size();
    }

    void pause(boolean pause) {
        paused = pause;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isPaused(TaskEntry entry) {
        boolean withAll =
                paused && !Boolean.TRUE.equals(entry.definition().settings().evenWhenPaused());
        return withAll || entry.isPaused();
    }

    /** Waits for the next scheduled time, a second at most, and accepts what is due. */
    void keepTime() throws InterruptedException {
        timeline.awaitDue(environment.now(), Duration.ofSeconds(1));
        if (open) {
            beat();
        }
    }

    /** Accepts what is due now. */
    void beat() {
        ClockWatch.Reading reading = clockWatch.read();
        if (reading.gap() != null) {
            bridge(reading.gap());
        }
        boolean done = false;
        for (int slice = FIRST_SLICE; !done; slice = Math.min(2 * slice, LAST_SLICE)) {
            Beat beat = new Beat(environment, ways, reading);
            done = timeline.advance(reading.now(), slice, beat);
            beat.missed().forEach(execution -> teller.ended(execution, null));
            accept(beat.accepted());
        }
        saturation.look(workers.isSaturated(), workers.threads(), this::blockers);
        clockWatch.mark();
    }

    /** Delays are lengths of time, so they move with the clock. */
    private void bridge(ClockWatch.Gap gap) {
        log.warn("{}; of each task's scheduled times in between only the latest may still start", gap);
        if (gap.step().isZero()) {
            return;
        }
        for (TaskEntry entry : registry.all()) {
            Instant due = timeline.due(entry);
            if (due != null && entry.definition().timing() instanceof Delay) {
                timeline.put(entry, due.plus(gap.step()));
            }
        }
    }

    private void accept(List<Run> runs) {
        List<Run> ready = new ArrayList<>(runs.size());
        for (Run run : runs) {
            Duration jitter = run.definition().settings().jitter();
            if (!run.entry().await(run)) {
                end(run, Outcome.skipped(Reason.OVERLAPPING, "an earlier execution still waits for a thread"));
            } else if (jitter == null) {
                ready.add(run);
            } else {
                alarms.after(
                        jitter.multipliedBy(ThreadLocalRandom.current().nextLong(1_000))
                                .dividedBy(1_000),
                        () -> submit(run));
            }
        }
        workers.submit(ready);
    }

    /** Starts a task by hand. */
    Run runNow(TaskEntry entry) {
        if (stopped) {
            throw new TaskRefusedException("The scheduler is stopping; \"" + entry.name() + "\" was not started.");
        }
        List<Run> running = entry.running();
        if (entry.overlap() == Overlap.SKIP && !running.isEmpty()) {
            throw new TaskRefusedException("\"" + entry.name() + "\" is already running, as execution "
                    + running.get(0).executionId() + ".");
        }
        Run run = new Run(
                environment, entry, ways.of(entry.definition(), Trigger.MANUAL), environment.now(), Trigger.MANUAL);
        submit(run);
        return run;
    }

    private void submit(Run run) {
        workers.submit(List.of(run));
    }

    /** The turn of a parked run has come. */
    private void takeTurn(Run run) {
        run.reroute(ways.ofParked(run.definition()));
        submit(run);
    }

    private void execute(Run run) {
        run.entry().awaited(run);
        Outcome outcome = stopped
                ? Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before a thread was free")
                : pass(run);
        if (!outcome.isParked()) {
            end(run, outcome);
        }
    }

    private static Outcome pass(Run run) {
        try {
            return run.way().pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }

    private void end(Run run, Outcome outcome) {
        Instant now = environment.now();
        teller.ended(run, outcome, now);
        TaskEntry entry = run.entry();
        if (open && entry.definition().isEnabled() && entry.definition().timing() instanceof Delay delay) {
            timeline.put(entry, now.plus(delay.duration()));
        }
    }

    /** Accepts nothing more from the timeline. */
    void close() {
        open = false;
        timeline.clear();
    }

    /**
     * Ends everything that runs: waits, then interrupts, then waits once more and gives up.
     *
     * @param await how long to wait before interrupting
     * @param patience how long to wait for what was interrupted
     */
    void stop(Duration await, Duration patience) {
        stopped = true;
        workers.shutdown();
        if (!ended(await)) {
            running().forEach(run -> run.stop(ExecutionState.CANCELLED, "its node was shut down"));
            if (!ended(patience)) {
                running().forEach(this::abandon);
            }
        }
    }

    private boolean ended(Duration limit) {
        try {
            return workers.await(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void abandon(Run run) {
        log.warn("{} ignores its interrupt and is left running", run);
        end(
                run,
                Outcome.stopped(
                        ExecutionState.CANCELLED, "its node was shut down, and it ignored its interrupt", null));
    }

    private Stream<Run> running() {
        return registry.all().stream().flatMap(entry -> entry.running().stream());
    }

    private String blockers() {
        return running().map(Run::toString).limit(20).collect(Collectors.joining(", "));
    }
}
