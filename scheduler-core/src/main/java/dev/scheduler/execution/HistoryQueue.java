package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.thread.Printable;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A history that may block, told on a thread of its own. Who reads it waits a moment for what was told before, so that a task
 * sees its own last run.
 */
final class HistoryQueue implements HistoryStore {

    private static final Logger log = LoggerFactory.getLogger(HistoryQueue.class);
    private static final Duration READ_PATIENCE = Duration.ofSeconds(5);

    private final HistoryStore store;
    private final Threads threads;
    private final CallQueue calls;

    private HistoryQueue(HistoryStore store, Threads threads) {
        this.store = store;
        this.threads = threads;
        this.calls = new CallQueue(threads, "scheduler-history", "The history");
    }

    /** The history itself where it never blocks. */
    static HistoryStore of(HistoryStore store, Threads threads) {
        return store.mayBlock() ? new HistoryQueue(store, threads) : store;
    }

    @Override
    public void ended(Execution execution) {
        write(execution.task() + " (" + execution.id() + ")", () -> store.ended(execution));
    }

    @Override
    public void forget(String task) {
        write(task, () -> store.forget(task));
    }

    private void write(String about, Runnable change) {
        calls.call(() -> {
            try {
                change.run();
            } catch (Throwable broken) {
                log.error("The history failed on {}; this is not tried again", about, Printable.of(broken));
            }
        });
    }

    @Override
    public boolean tellsOf(String execution) {
        return store.tellsOf(execution);
    }

    @Override
    public List<Execution> executions(String task) {
        flush(READ_PATIENCE);
        return store.executions(task);
    }

    @Override
    public Lasts lasts(String task) {
        flush(READ_PATIENCE);
        return store.lasts(task);
    }

    @Override
    public Map<String, Lasts> lasts(Collection<String> tasks) {
        flush(READ_PATIENCE);
        return store.lasts(tasks);
    }

    @Override
    public boolean flush(Duration most) {
        return calls.flush(threads.nanoTime() + most.toNanos());
    }

    /** The same, and lets its thread go. */
    void end(long until) {
        calls.end(until);
    }
}
