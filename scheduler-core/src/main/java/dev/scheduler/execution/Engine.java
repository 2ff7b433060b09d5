package dev.scheduler.execution;

import dev.scheduler.Pause;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Timing;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for scheduled times and accepts them. Whatever a schedule, a rule, a listener or a body throws, it goes on. */
final class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /**
     * How many are accepted before the first of them start. Twice as many follow each time: they are ready when a thread is
     * done with those before them, and a long list has few slices.
     */
    private static final int FIRST_SLICE = 128;

    private static final int LAST_SLICE = 1 << 16;

    /** A slice that one thread alone is not left with. */
    private static final int CROWD = 1 << 10;

    /** How often the clock is read at least. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How many scheduled times of a task are asked for again that another node may have given back. */
    private static final int MOST_ASKED_AGAIN = 3;

    /** How long one thread may try to run alone what is due together. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Environment environment;
    private final Registry registry;
    private final Timeline timeline;
    private final ExecutionReporter reporter;
    private final PauseBook pauses;
    private final Threads.Loop loop;
    private final Dispatcher dispatcher;
    private final ClockWatch clockWatch;
    private volatile @Nullable Instant openSince;

    Engine(
            Environment environment,
            Registry registry,
            ExecutionReporter reporter,
            PauseBook pauses,
            Dispatcher.Parts parts) {
        this.environment = environment;
        this.registry = registry;
        this.reporter = reporter;
        this.pauses = pauses;
        this.dispatcher = new Dispatcher(environment, registry, reporter, pauses, this::restartDelay, parts);
        this.clockWatch = new ClockWatch(environment.clock(), environment.threads()::nanoTime);
        this.loop = environment.threads().loop("scheduler-timeline", false, this::keepTime);
        this.timeline = new Timeline(loop::wake);
    }

    /** Begins to keep time, on a thread of its own that keeps the process up. */
    void start() {
        loop.start();
    }

    /** Puts every task on the timeline, in order of name, and reads the clock afresh. */
    void open() {
        clockWatch.start();
        openSince = environment.now();
        registry.inOrder().forEach(this::schedule);
    }

    /** Since when it waits for scheduled times; null where it does not. */
    @Nullable
    Instant openSince() {
        return openSince;
    }

    boolean isOpen() {
        return openSince != null;
    }

    /** Puts a task on the timeline at its next time from now. */
    void schedule(TaskEntry entry) {
        timeline.put(entry, before -> firstDue(entry));
    }

    /**
     * Gives a task another timing from an instant on; whatever was accepted was so by the old one.
     *
     * @param timing null for the one that it is defined with
     */
    void retime(TaskEntry entry, @Nullable Timing timing, Instant since, long revision) {
        timeline.put(entry, before -> {
            Instant accepted = accepted(entry, before);
            entry.retime(timing, accepted == null || accepted.isBefore(since) ? since : accepted, revision);
            return firstDue(entry);
        });
    }

    /**
     * The last scheduled time that was accepted by the timing that a task has, so that another timing does not repeat it; null
     * where claims prevent that.
     */
    private @Nullable Instant accepted(TaskEntry entry, @Nullable Instant due) {
        return due == null || dispatcher.coordination().isAccountedFor(entry.definition())
                ? null
                : NextTimes.previous(entry.definition(), due);
    }

    /** A task with a delay is due at once, or counts from the end of what runs; another one from when its timing counts. */
    private @Nullable Instant firstDue(TaskEntry entry) {
        if (!isOpen() || !entry.definition().isCandidate()) {
            return null;
        }
        Instant now = environment.now();
        if (entry.definition().timing() instanceof Delay) {
            return entry.runs().isBusy() ? null : now;
        }
        Instant grace = now.minus(DueDecision.grace(entry.definition()));
        Instant since = countsSince(entry);
        return NextTimes.after(entry, since.isAfter(grace) && since.isBefore(now) ? since : now, now);
    }

    /** Since when the scheduled times of a task count here: when it was given its timing, or the engine was opened. */
    Instant countsSince(TaskEntry entry) {
        Instant opened = openSince;
        return opened != null && opened.isAfter(entry.since()) ? opened : entry.since();
    }

    void remove(TaskEntry entry) {
        timeline.remove(entry);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** When a task is due next; null where that is not known. */
    @Nullable
    Instant due(TaskEntry entry) {
        return entry.unsure ? null : timeline.due(entry);
    }

    /** The tasks with a delay that are paused now. */
    List<TaskEntry> pausedDelays() {
        return registry.all().stream()
                .filter(entry -> entry.definition().timing() instanceof Delay && pause(entry) != null)
                .toList();
    }

    /** Those of these tasks that are not paused any more wait for their delay from now on. */
    void resumeDelays(List<TaskEntry> paused) {
        paused.stream().filter(entry -> pause(entry) == null).forEach(this::restartDelay);
    }

    /** The pause that concerns a task now; null where there is none. */
    @Nullable
    Pause pause(TaskEntry entry) {
        return pauses.inForce(entry, environment.now());
    }

    /** Accepts what is due; how long it is until there is more, a second at most. */
    private Duration keepTime() {
        dispatcher.share();
        if (isOpen()) {
            beat();
        }
        return timeline.untilDue(environment.now(), dispatcher.hasToShare() ? MOMENT : LOOK);
    }

    /** Other nodes may have given back what they had claimed: the last times within their grace are asked for again. */
    void askAgain() {
        Instant now = environment.now();
        for (TaskEntry entry : registry.all()) {
            if (isOpen()
                    && entry.definition().isCandidate()
                    && dispatcher.coordination().isAccountedFor(entry.definition())) {
                Instant since = countsSince(entry);
                Instant grace = now.minus(DueDecision.grace(entry.definition()));
                dispatcher
                        .starter()
                        .askAgain(
                                NextTimes.last(entry, since.isAfter(grace) ? since : grace, now, MOST_ASKED_AGAIN)
                                        .stream()
                                        .filter(time -> entry.runs().all().stream()
                                                .noneMatch(run ->
                                                        run.scheduledTime().equals(time)))
                                        .map(time -> new Run(
                                                environment,
                                                entry,
                                                dispatcher.chains().of(entry.definition(), Trigger.SCHEDULE),
                                                time,
                                                Trigger.SCHEDULE,
                                                now))
                                        .toList());
            }
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
            DueDecision due =
                    new DueDecision(environment, dispatcher.chains(), dispatcher.coordination(), pauses, reading);
            try {
                done = timeline.advance(reading.now(), slice, due);
            } finally {
                carryOut(due);
            }
            if (slice >= CROWD) {
                dispatcher.share();
            }
        }
        dispatcher.watch();
        clockWatch.mark();
    }

    private void carryOut(DueDecision due) {
        due.refused().forEach(dispatcher::refuse);
        dispatcher.starter().start(due.accepted());
        due.countMissed();
        due.judged().forEach(reporter::judged);
        due.catchUps().forEach(dispatcher.starter()::catchUp);
    }

    private void bridge(ClockWatch.Gap gap) {
        log.warn("{}; {}", gap, gap.consequence());
        if (!gap.step().isZero()) {
            registry.all().forEach(entry -> timeline.put(entry, due -> due == null ? null : moved(entry, due, gap)));
        }
    }

    /** Delays are lengths of time, so they move with the clock. */
    private @Nullable Instant moved(TaskEntry entry, Instant due, ClockWatch.Gap gap) {
        if (entry.unsure || entry.definition().timing() instanceof Delay) {
            return due.plus(gap.step());
        }
        return gap.correction() || comesAgain(entry, gap) ? NextTimes.after(entry, gap.until(), gap.until()) : due;
    }

    /** Where rows say what was claimed, they refuse what comes again, and what never came is not to be waited over. */
    private boolean comesAgain(TaskEntry entry, ClockWatch.Gap gap) {
        return gap.step().isNegative() && dispatcher.coordination().isAccountedFor(entry.definition());
    }

    /** A delay counts from the end of the last execution, skips included. */
    private void restartDelay(TaskEntry entry) {
        if (entry.definition().timing() instanceof Delay) {
            timeline.put(entry, before -> entry.runs().isBusy() ? before : delayed(entry));
        }
    }

    private @Nullable Instant delayed(TaskEntry entry) {
        Instant due = firstDue(entry);
        return due != null && entry.definition().timing() instanceof Delay delay
                ? due.plus(TaskSettings.bounded(delay.duration()))
                : due;
    }

    /** Accepts nothing more from the timeline, and ends what runs. */
    void stop(Duration await, Duration patience) {
        close();
        loop.end(patience);
        new StopSequence(dispatcher, environment, await, patience).run();
    }

    /** Accepts nothing more from the timeline. */
    void close() {
        openSince = null;
        timeline.clear();
    }
}
