package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.Explanation;
import dev.scheduler.LockHolder;
import dev.scheduler.Pause;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskView;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.schedule.Timing;
import dev.scheduler.task.JitterLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler. Tasks may be registered and run by hand before it is started; scheduled times count from
 * {@link #start()}.
 */
public final class DefaultScheduler implements Scheduler {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Environment environment;
    private final Registry registry = new Registry();
    private final PauseBook pauses = new PauseBook();
    private final ExecutionReporter reporter;
    private final Engine engine;
    private final OperatorActions actions;
    private final Views views;

    DefaultScheduler(SchedulerBuilder builder) {
        HistoryStore history = HistoryQueue.of(builder.history, builder.threads);
        this.environment = new Environment(
                builder.clock,
                builder.node.value(),
                new ExecutionIds(builder.clock, builder.random),
                history,
                builder.threads,
                builder.random);
        this.reporter = new ExecutionReporter(history, builder.listeners, builder.threads);
        this.engine = new Engine(environment, registry, reporter, pauses, builder.parts());
        this.actions =
                new OperatorActions(environment, engine, pauses, builder.operations, builder.locks, builder.alone);
        this.views = new Views(environment, engine);
    }

    /** A scheduler with everything at its default. */
    public static SchedulerBuilder builder() {
        return new SchedulerBuilder();
    }

    /** The name of this node, unique to the process. */
    public String node() {
        return environment.node();
    }

    /** Begins to wait for scheduled times: every task's next one from now. Without effect where that was done. */
    public synchronized void start() {
        if (!engine.isOpen()) {
            open();
            engine.start();
        }
    }

    /** Everything that {@link #start()} does but its thread: whoever calls this keeps time. */
    synchronized void open() {
        acceptRuns();
        engine.open();
    }

    Engine engine() {
        return engine;
    }

    /** Takes a stop back for runs by hand alone: no scheduled time is waited for. Without effect where none was made. */
    public synchronized void acceptRuns() {
        engine.dispatcher().restart();
    }

    /**
     * Stops: accepts nothing more, waits for what runs, interrupts what still runs then and waits a little for that. It may
     * be started again; what was due in between is not accepted then.
     *
     * @param await how long to wait before interrupting
     */
    public synchronized void stop(Duration await) {
        engine.stop(await, PATIENCE);
    }

    /** Whether it waits for scheduled times. */
    public boolean isRunning() {
        return engine.isOpen();
    }

    @Override
    public List<TaskView> tasks() {
        return views.of(registry.inOrder());
    }

    @Override
    public TaskView task(String name) {
        return views.of(registry.get(name));
    }

    /** The definitions of all tasks, in no order; quicker than {@link #tasks()}, which asks the history of each. */
    public List<TaskDefinition> definitions() {
        return registry.all().stream().map(TaskEntry::definition).toList();
    }

    @Override
    public String run(String name, ByHand by) {
        return actions.run(registry.get(name), by);
    }

    @Override
    public int cancel(String name, ByHand by) {
        return actions.cancel(registry.get(name), by);
    }

    @Override
    public void pause(String name, ByHand by) {
        actions.pause(registry.get(name).name(), by);
    }

    @Override
    public void resume(String name, ByHand by) {
        actions.resume(registry.get(name).name(), by);
    }

    @Override
    public void pause(ByHand by) {
        actions.pause(Pause.ALL, by);
    }

    @Override
    public void resume(ByHand by) {
        actions.resume(Pause.ALL, by);
    }

    @Override
    public void reschedule(String name, Timing timing, ByHand by) {
        actions.reschedule(registry.get(name), timing, by);
    }

    @Override
    public boolean reset(String name, ByHand by) {
        return actions.reset(registry.get(name), by);
    }

    @Override
    public String reach() {
        return actions.reach();
    }

    @Override
    public List<Execution> executions(String name) {
        return views.executions(registry.get(name));
    }

    @Override
    public Explanation explain(String name, Instant at) {
        return views.explain(registry.get(name), at);
    }

    @Override
    public @Nullable LockHolder lockHolder(String name) {
        return actions.holder(registry.get(name));
    }

    @Override
    public boolean unlock(String name, ByHand by) {
        return actions.unlock(registry.get(name), by);
    }

    @Override
    public void register(TaskDefinition definition) {
        JitterLimit.check(definition, environment.now());
        synchronized (registry) {
            forgetReleased();
            engine.schedule(registry.add(definition, environment.now()));
        }
    }

    @Override
    public void remove(String name) {
        synchronized (registry) {
            TaskEntry entry = registry.get(name);
            engine.remove(entry);
            registry.remove(entry, actions.isShared() ? environment.now() : null);
            environment.history().forget(entry.name());
            forgetReleased();
        }
    }

    /** What a task that was removed while it ran has left in the history since. */
    private void forgetReleased() {
        registry.release().forEach(environment.history()::forget);
    }

    /** What the cluster that this node belongs to asks of it, and tells it. */
    public LocalNode localNode() {
        return new EngineNode(environment, registry, engine, pauses, actions, views, reporter);
    }
}
