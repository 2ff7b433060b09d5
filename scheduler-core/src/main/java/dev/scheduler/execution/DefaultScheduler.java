package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Explanation;
import dev.scheduler.LockHolder;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskView;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler. Tasks may be registered and run by hand before it is started; scheduled times count from
 * {@link #start()}.
 */
public final class DefaultScheduler implements Scheduler {

    private static final Logger log = LoggerFactory.getLogger(DefaultScheduler.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Environment environment;
    private final Registry registry = new Registry();
    private final Engine engine;
    private final Views views;
    private final Pauses pauses;
    private final @Nullable OverlapLocks locks;
    private @Nullable TimelineThread timelineThread;

    DefaultScheduler(SchedulerBuilder builder) {
        this.environment =
                new Environment(builder.clock, builder.node.value(), new ExecutionIds(builder.clock), builder.history);
        this.pauses = builder.pauses;
        this.locks = builder.locks;
        Teller teller = new Teller(builder.history, builder.listeners);
        this.engine = new Engine(environment, registry, teller, builder);
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
        if (timelineThread == null) {
            open();
            timelineThread = new TimelineThread(engine);
            timelineThread.start();
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
     * be started again; what was due in between is not made up for.
     *
     * @param await how long to wait before interrupting
     */
    public synchronized void stop(Duration await) {
        engine.close();
        if (timelineThread != null) {
            timelineThread.end();
            timelineThread = null;
        }
        engine.dispatcher().stop(await, PATIENCE);
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

    @Override
    public String run(String name) {
        return engine.dispatcher().runNow(registry.get(name)).executionId();
    }

    /** The definitions of all tasks, in no order; quicker than {@link #tasks()}, which asks the history of each. */
    public List<TaskDefinition> definitions() {
        return registry.all().stream().map(TaskEntry::definition).toList();
    }

    /** An id for an execution that somebody else makes for this node. */
    public String newExecutionId() {
        return environment.ids().next();
    }

    /** The executions that have been running here for so long or longer. */
    public List<Execution> lasting(Duration length) {
        return views.lasting(registry.withLeaving(), environment.now().minus(length));
    }

    /** Since when it waits for scheduled times; null where it does not. */
    public @Nullable Instant openSince() {
        return engine.openSince();
    }

    /**
     * Runs a missed scheduled time after all, behind what its task runs now. Its row is there already, as that of an
     * execution {@code RUNNING} on this node.
     *
     * @throws NoSuchTaskException if there is no such task any more
     */
    public void catchUp(Execution claimed) {
        engine.dispatcher().catchUp(registry.get(claimed.task()), claimed);
    }

    @Override
    public int cancel(String name) {
        List<Run> running = registry.get(name).running();
        running.forEach(run -> run.stop(ExecutionState.CANCELLED, "cancelled by hand"));
        return running.size();
    }

    @Override
    public void pause(String name) {
        pause(registry.get(name), true);
    }

    @Override
    public void resume(String name) {
        pause(registry.get(name), false);
    }

    private void pause(TaskEntry entry, boolean paused) {
        pauses.tell(entry.name(), paused, () -> entry.pause(paused));
    }

    /** Pauses exactly these tasks on this node, or as many of them as it has. */
    public void paused(Collection<String> names) {
        registry.all().forEach(entry -> entry.pause(names.contains(entry.name())));
    }

    @Override
    public void pause() {
        engine.pause(true);
    }

    @Override
    public void resume() {
        engine.pause(false);
    }

    @Override
    public void reschedule(String name, Timing timing) {
        engine.reschedule(registry.get(name), timing);
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
        String task = registry.get(name).name();
        return locks == null ? null : locks.holder(task);
    }

    @Override
    public boolean unlock(String name) {
        String task = registry.get(name).name();
        if (locks == null || !locks.areOpen()) {
            throw new TaskRefusedException("The lock of \"" + task
                    + "\" is not kept in a database of ours; it frees itself" + " when its lease ends.");
        }
        boolean held = locks.expire(task);
        log.info("The lock of {} was opened by hand{}", task, held ? "" : ", though nobody held it");
        return held;
    }

    @Override
    public void register(TaskDefinition definition) {
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
            registry.remove(entry);
            environment.history().forget(entry.name());
            forgetReleased();
        }
    }

    /** What a task that was removed while it ran has left in the history since. */
    private void forgetReleased() {
        registry.release().forEach(environment.history()::forget);
    }
}
