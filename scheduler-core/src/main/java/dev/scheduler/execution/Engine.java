package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
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

    /** How long one thread may try to run alone what is due together. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Environment environment;
    private final Registry registry;
    private final Timeline timeline = new Timeline();
    private final Teller teller;
    private final Dispatcher dispatcher;
    private final ClockWatch clockWatch;
    private volatile boolean paused;
    private volatile @Nullable Instant openSince;

    Engine(Environment environment, Registry registry, Teller teller, SchedulerBuilder parts) {
        this.environment = environment;
        this.registry = registry;
        this.teller = teller;
        this.dispatcher = new Dispatcher(environment, registry, teller, () -> paused, this::restartDelay, parts);
        this.clockWatch = new ClockWatch(environment.clock(), parts.nanoTime);
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

    /** Gives a task another timing; whatever was accepted was so by the old one. */
    void reschedule(TaskEntry entry, Timing timing) {
        timeline.put(entry, before -> {
            entry.redefine(entry.definition().withTiming(timing), environment.now());
            return firstDue(entry);
        });
    }

    /** A task with a delay is due at once, or counts from the end of what runs. */
    private @Nullable Instant firstDue(TaskEntry entry) {
        if (!isOpen() || !entry.definition().isEnabled()) {
            return null;
        }
        Instant now = environment.now();
        if (entry.definition().timing() instanceof Delay) {
            return entry.isBusy() ? null : now;
        }
        return NextTimes.after(entry, now, now);
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

    int timelineSize() {
        return timeline.size();
    }

    void pause(boolean pause) {
        paused = pause;
    }

    boolean isPaused(TaskEntry entry) {
        boolean withAll =
                paused && !Boolean.TRUE.equals(entry.definition().settings().evenWhenPaused());
        return withAll || entry.isPaused();
    }

    /** Waits for the next scheduled time, a second at most, and accepts what is due. */
    void keepTime() throws InterruptedException {
        timeline.awaitDue(environment.now(), dispatcher.hasToShare() ? MOMENT : LOOK);
        dispatcher.share();
        if (isOpen()) {
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
            Beat beat = new Beat(environment, dispatcher.ways(), reading);
            try {
                done = timeline.advance(reading.now(), slice, beat);
            } finally {
                carryOut(beat);
            }
            if (slice >= CROWD) {
                dispatcher.share();
            }
        }
        dispatcher.watch();
        clockWatch.mark();
    }

    private void carryOut(Beat beat) {
        for (Execution missed : beat.missed()) {
            teller.judged(missed);
        }
        for (Run refused : beat.refused()) {
            dispatcher.refuse(refused);
        }
        dispatcher.start(beat.accepted());
        for (Run catchUp : beat.catchUps()) {
            dispatcher.catchUp(catchUp);
        }
    }

    private void bridge(ClockWatch.Gap gap) {
        log.warn("{}; {}", gap, gap.consequence());
        if (!gap.step().isZero()) {
            registry.all().forEach(entry -> timeline.put(entry, due -> due == null ? null : moved(entry, due, gap)));
        }
    }

    /** Delays are lengths of time, so they move with the clock. */
    private static @Nullable Instant moved(TaskEntry entry, Instant due, ClockWatch.Gap gap) {
        if (entry.unsure || entry.definition().timing() instanceof Delay) {
            return due.plus(gap.step());
        }
        return gap.correction() ? NextTimes.after(entry, gap.until(), gap.until()) : due;
    }

    /** A delay counts from the end of the last execution, skips included. */
    private void restartDelay(TaskEntry entry) {
        if (entry.definition().timing() instanceof Delay) {
            timeline.put(entry, before -> entry.isBusy() ? before : delayed(entry));
        }
    }

    private @Nullable Instant delayed(TaskEntry entry) {
        Instant due = firstDue(entry);
        return due != null && entry.definition().timing() instanceof Delay delay ? due.plus(delay.duration()) : due;
    }

    /** Accepts nothing more from the timeline. */
    void close() {
        openSince = null;
        timeline.clear();
    }
}
