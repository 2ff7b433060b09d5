package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.Explanation;
import dev.scheduler.LockHolder;
import dev.scheduler.Scheduler;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.TaskView;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.lock.TaskLocks;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
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
    private final Pauses pauses;
    private final @Nullable TaskLocks taskLocks;
    private @Nullable TimelineThread timelineThread;

    private DefaultScheduler(Builder builder) {
        this.environment =
                new Environment(builder.clock, builder.node.value(), new ExecutionIds(builder.clock), builder.history);
        this.pauses = builder.pauses;
        this.taskLocks = builder.taskLocks;
        Teller teller = new Teller(builder.history, builder.listeners);
        this.engine = new Engine(
                environment,
                registry,
                teller,
                builder.nanoTime,
                builder.threads,
                builder.threadFactory,
                builder.claims,
                builder.locks);
    }

    /** A scheduler with everything at its default. */
    public static Builder builder() {
        return new Builder();
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
        List<TaskEntry> entries = registry.inOrder();
        Map<String, HistoryStore.Lasts> lasts = lasts(
                history -> history.lasts(entries.stream().map(TaskEntry::name).toList()), Map.of());
        return entries.stream()
                .map(entry -> view(entry, lasts.getOrDefault(entry.name(), HistoryStore.Lasts.NONE)))
                .toList();
    }

    @Override
    public TaskView task(String name) {
        TaskEntry entry = registry.get(name);
        return view(entry, lasts(history -> history.lasts(entry.name()), HistoryStore.Lasts.NONE));
    }

    private <T> T lasts(Function<HistoryStore, T> question, T unknown) {
        try {
            return question.apply(environment.history());
        } catch (StoreUnavailableException away) {
            log.debug("Tasks are shown without what became of them: {}", away.getMessage());
            return unknown;
        }
    }

    private TaskView view(TaskEntry entry, HistoryStore.Lasts lasts) {
        List<Execution> running = entry.executions();
        return new TaskView(
                entry.definition(),
                engine.isPaused(entry),
                engine.due(entry),
                running,
                running.isEmpty() ? lasts.run() : running.get(0),
                lasts.success(),
                lasts.failure(),
                lasts.skip());
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
        return executions(registry.get(name));
    }

    /**
     * What runs is asked first: what ends meanwhile is then in the history, and told of once. Of what runs here, this node
     * knows more than a history that all nodes share.
     */
    private List<Execution> executions(TaskEntry entry) {
        List<Execution> here = entry.executions();
        List<Execution> kept = environment.history().executions(entry.name());
        List<Execution> executions = new ArrayList<>(here);
        executions.removeIf(
                each -> find(each, kept).anyMatch(same -> same.state().isFinal()));
        kept.stream()
                .filter(each ->
                        each.state().isFinal() || find(each, here).findAny().isEmpty())
                .forEach(executions::add);
        return executions;
    }

    private static Stream<Execution> find(Execution execution, List<Execution> among) {
        return among.stream().filter(each -> each.id().equals(execution.id()));
    }

    @Override
    public Explanation explain(String name, Instant at) {
        TaskEntry entry = registry.get(name);
        List<Run> pending = entry.pending();
        return new Explainer(
                        entry.definition(),
                        entry.since(),
                        engine.openSince(),
                        environment.now(),
                        pending,
                        executions(entry),
                        engine.dispatcher().ways().isAccountedFor(entry.definition()))
                .explain(at);
    }

    @Override
    public @Nullable LockHolder lockHolder(String name) {
        String task = registry.get(name).name();
        return taskLocks == null ? null : taskLocks.holder(task);
    }

    @Override
    public boolean unlock(String name) {
        String task = registry.get(name).name();
        if (taskLocks == null) {
            throw new TaskRefusedException("The lock of \"" + task
                    + "\" is not kept in a database of ours; it frees itself" + " when its lease ends.");
        }
        boolean held = taskLocks.expire(task);
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

    /** What a scheduler is made of. */
    public static final class Builder {

        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private NodeId node = NodeId.ofThisProcess();
        private int threads = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        private ThreadFactory threadFactory = new DaemonThreads("scheduler");
        private HistoryStore history = new InMemoryHistory(100);
        private Pauses pauses = (task, paused, here) -> here.run();
        private @Nullable ClaimStore claims;
        private @Nullable OverlapLocks locks;
        private @Nullable TaskLocks taskLocks;
        private List<ExecutionListener> listeners = List.of();

        private Builder() {}

        /** The wall clock; default the system's. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** The monotonic clock, in nanoseconds; default {@link System#nanoTime()}. */
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** The node's name; default one made for this process. */
        public Builder node(NodeId node) {
            this.node = node;
            return this;
        }

        /** How many executions may run at once; default four for each core, at least 8. */
        public Builder threads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("A scheduler needs at least 1 thread, not " + threads);
            }
            this.threads = threads;
            return this;
        }

        /** Makes the threads that executions run on; default plain daemon threads. */
        public Builder threadFactory(ThreadFactory threadFactory) {
            this.threadFactory = threadFactory;
            return this;
        }

        /** Where outcomes are kept; default in memory, 100 of each task. */
        public Builder history(HistoryStore history) {
            this.history = history;
            return this;
        }

        /** Who decides which node starts a scheduled time of a one-server task; default none: each node starts it. */
        public Builder claims(ClaimStore claims) {
            this.claims = claims;
            return this;
        }

        /** Who tells other nodes that a task is paused; default nobody. */
        public Builder pauses(Pauses pauses) {
            this.pauses = pauses;
            return this;
        }

        /** What keeps tasks from overlapping in the cluster; default none: they do not overlap on this node. */
        public Builder locks(OverlapLocks locks) {
            this.locks = locks;
            return this;
        }

        /** Shows and opens the locks named after tasks; default nobody can. */
        public Builder taskLocks(TaskLocks taskLocks) {
            this.taskLocks = taskLocks;
            return this;
        }

        /** Who is told of every start and end, in this order. */
        public Builder listeners(List<ExecutionListener> listeners) {
            this.listeners = List.copyOf(listeners);
            return this;
        }

        /** The scheduler, not yet started. */
        public DefaultScheduler build() {
            return new DefaultScheduler(this);
        }
    }
}
