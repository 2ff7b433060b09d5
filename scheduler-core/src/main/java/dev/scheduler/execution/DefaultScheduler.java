package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.Explanation;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskView;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler. Tasks may be registered and run by hand before it is started; scheduled times count from
 * {@link #start()}.
 */
public final class DefaultScheduler implements Scheduler {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Builder builder;
    private final Environment environment;
    private final Registry registry = new Registry();
    private final Teller teller;
    private volatile Engine engine;
    private @Nullable TimelineThread timelineThread;

    private DefaultScheduler(Builder builder) {
        this.builder = builder;
        this.environment =
                new Environment(builder.clock, builder.node, new ExecutionIds(builder.clock), builder.history);
        this.teller = new Teller(builder.history, builder.listeners);
        this.engine = newEngine();
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
    synchronized Engine open() {
        acceptRuns();
        engine.open();
        return engine;
    }

    /** Takes a stop back for runs by hand alone: no scheduled time is waited for. Without effect where none was made. */
    public synchronized void acceptRuns() {
        if (engine.isStopped()) {
            boolean paused = engine.isPaused();
            engine = newEngine();
            engine.pause(paused);
        }
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
        engine.stop(await, PATIENCE);
    }

    /** Whether it waits for scheduled times. */
    public boolean isRunning() {
        return engine.isOpen();
    }

    @Override
    public List<TaskView> tasks() {
        return registry.inOrder().stream().map(this::view).toList();
    }

    @Override
    public TaskView task(String name) {
        return view(registry.get(name));
    }

    private TaskView view(TaskEntry entry) {
        List<Execution> running = entry.executions();
        HistoryStore.Lasts lasts = environment.history().lasts(entry.name());
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
        return engine.runNow(registry.get(name)).executionId();
    }

    @Override
    public int cancel(String name) {
        List<Run> running = registry.get(name).running();
        running.forEach(run -> run.stop(ExecutionState.CANCELLED, "cancelled by hand"));
        return running.size();
    }

    @Override
    public void pause(String name) {
        registry.get(name).pause(true);
    }

    @Override
    public void resume(String name) {
        registry.get(name).pause(false);
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
        TaskEntry entry = registry.get(name);
        entry.redefine(entry.definition().withTiming(timing));
        engine.schedule(entry);
    }

    @Override
    public List<Execution> executions(String name) {
        TaskEntry entry = registry.get(name);
        List<Execution> executions = new ArrayList<>(entry.executions());
        executions.addAll(environment.history().executions(entry.name()));
        return executions;
    }

    @Override
    public Explanation explain(String name, Instant at) {
        TaskEntry entry = registry.get(name);
        return new Explainer(entry.definition(), entry.since(), environment.now(), executions(name)).explain(at);
    }

    @Override
    public void register(TaskDefinition definition) {
        TaskEntry entry = new TaskEntry(definition, environment.now());
        registry.add(entry);
        engine.schedule(entry);
    }

    @Override
    public void remove(String name) {
        TaskEntry entry = registry.get(name);
        registry.remove(entry);
        engine.remove(entry);
        environment.history().forget(entry.name());
    }

    private Engine newEngine() {
        return new Engine(environment, registry, teller, builder.nanoTime, builder.threads, builder.threadFactory);
    }

    /** What a scheduler is made of. */
    public static final class Builder {

        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private String node = Nodes.thisProcess();
        private int threads = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        private ThreadFactory threadFactory = new WorkerThreads();
        private HistoryStore history = new InMemoryHistory(100);
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

        /** The node's name, unique to the process; default host, process id and a random part. */
        public Builder node(String node) {
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

    private static final class WorkerThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable call) {
            Thread thread = new Thread(call, "scheduler-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
