package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A scheduler whose time the test moves, and which the test asks what it told its listeners. */
final class Rig implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final BlockingQueue<Execution> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<Execution> ended = new LinkedBlockingQueue<>();
    final DefaultScheduler scheduler;
    private final Engine engine;

    Rig() {
        this(4, List.of());
    }

    Rig(UnaryOperator<SchedulerBuilder> more) {
        this(4, List.of(), more);
    }

    Rig(int threads, List<ExecutionListener> more) {
        this(threads, more, UnaryOperator.identity());
    }

    Rig(int threads, List<ExecutionListener> more, UnaryOperator<SchedulerBuilder> parts) {
        List<ExecutionListener> listeners = new ArrayList<>(more);
        listeners.add(new Remembering(started, ended));
        scheduler = parts.apply(DefaultScheduler.builder()
                        .clock(clock)
                        .threads(new ClockThreads(clock))
                        .node(new NodeId("node-1"))
                        .threads(threads)
                        .listeners(listeners))
                .build();
        engine = scheduler.engine();
    }

    static TaskDefinition task(String name, @Nullable Timing timing, TaskHandler handler) {
        return TaskDefinition.of(name, timing, handler);
    }

    static TaskDefinition task(String name, @Nullable Timing timing, TaskSettings settings, TaskHandler handler) {
        return task(name, timing, handler).withSettings(settings);
    }

    Rig with(TaskDefinition... definitions) {
        List.of(definitions).forEach(scheduler::register);
        return this;
    }

    Rig open() {
        scheduler.open();
        return this;
    }

    /** Time goes by, a second at a time at most, as the timeline's thread would see it. */
    Rig advance(Duration duration) {
        Duration left = duration;
        while (left.compareTo(Duration.ofSeconds(1)) > 0) {
            advanceAtOnce(Duration.ofSeconds(1));
            left = left.minusSeconds(1);
        }
        return advanceAtOnce(left);
    }

    /** Time goes by while the process stands still. */
    Rig advanceAtOnce(Duration duration) {
        clock.advance(duration);
        return beat();
    }

    /** One look at the clock; nothing that is due with others waits for one thread to be done with them. */
    Rig beat() {
        engine.beat();
        engine.dispatcher().share();
        return this;
    }

    /** What was accepted and has not ended. */
    List<Run> underWay() {
        return engine.dispatcher().underWay().toList();
    }

    /** Waits until nothing waits for a thread any more: what is under way runs, or is parked. */
    void untilNoneWaits() {
        while (underWay().stream().anyMatch(run -> run.phase().isWaiting())) {
            Thread.onSpinWait();
        }
    }

    /** A run of a task that nobody else knows. */
    Run run(TaskDefinition definition) {
        return run(definition, Trigger.MANUAL);
    }

    /** The same, started for a reason. */
    Run run(TaskDefinition definition, Trigger trigger) {
        Random random = new Random(1);
        Environment environment = new Environment(
                clock,
                "node-1",
                new ExecutionIds(clock, random),
                new InMemoryHistory(1),
                new ClockThreads(clock),
                random);
        Rule chain = engine.dispatcher().chains().of(definition, trigger);
        return new Run(environment, new TaskEntry(definition, START), chain, START, trigger, START);
    }

    Engine engine() {
        return engine;
    }

    /** The ends of which the listeners were told and that were not asked for: of everything that has ended by now. */
    List<Execution> ended() {
        engine.dispatcher().reporter().flush(Duration.ofSeconds(10));
        return List.copyOf(ended);
    }

    /** The next end that is told, once it no longer stands in the way of the task's next run. */
    Execution nextEnd() {
        Execution execution = nextEndTold();
        while (underWay().stream().anyMatch(run -> run.executionId().equals(execution.id()))) {
            Thread.onSpinWait();
        }
        return execution;
    }

    /** The next end that is told, at once. */
    Execution nextEndTold() {
        return take(ended);
    }

    Execution nextStart() {
        return take(started);
    }

    private static Execution take(BlockingQueue<Execution> told) {
        try {
            Execution execution = told.poll(10, TimeUnit.SECONDS);
            assertThat(execution).as("an execution within 10 seconds").isNotNull();
            return Objects.requireNonNull(execution);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    List<Execution> ends(int count) {
        List<Execution> executions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            executions.add(nextEnd());
        }
        return executions;
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS))
                .as("released within 10 seconds")
                .isTrue();
    }

    @Override
    public void close() {
        scheduler.stop(Duration.ZERO);
    }
}
