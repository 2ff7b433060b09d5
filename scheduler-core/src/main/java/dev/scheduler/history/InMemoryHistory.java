package dev.scheduler.history;

import dev.scheduler.Execution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps history in this process's memory: it is gone with the process and knows of this node alone.
 *
 * <p>Bounded twice: each task keeps its newest executions up to a limit, and where there are very many tasks the limit of
 * each shrinks so that all of them together keep at most {@value #TOTAL}. The last success and the last failure are kept
 * always.
 */
public final class InMemoryHistory implements HistoryStore {

    /** The most executions kept of all tasks together, as long as there are fewer tasks than that. */
    static final int TOTAL = 100_000;

    private final int perTask;
    private final Map<String, TaskHistory> tasks = new ConcurrentHashMap<>();

    /**
     * @param perTask the most executions kept of one task, at least 1
     */
    public InMemoryHistory(int perTask) {
        if (perTask < 1) {
            throw new IllegalArgumentException("A task's history keeps at least 1 execution, not " + perTask);
        }
        this.perTask = perTask;
    }

    @Override
    public void ended(Execution execution) {
        TaskHistory history = tasks.get(execution.task());
        if (history == null) {
            history = tasks.computeIfAbsent(execution.task(), name -> new TaskHistory());
        }
        history.add(execution, limit());
    }

    @Override
    public List<Execution> executions(String task) {
        TaskHistory history = tasks.get(task);
        return history == null ? List.of() : history.newestFirst();
    }

    @Override
    public Lasts lasts(String task) {
        TaskHistory history = tasks.get(task);
        return history == null ? Lasts.NONE : history.lasts();
    }

    @Override
    public void forget(String task) {
        tasks.remove(task);
    }

    private int limit() {
        return Math.max(1, Math.min(perTask, TOTAL / Math.max(1, tasks.size())));
    }

    private static final class TaskHistory {

        private final Deque<Execution> newestFirst = new ArrayDeque<>(4);
        private Lasts lasts = Lasts.NONE;

        synchronized void add(Execution execution, int limit) {
            Execution newest = newestFirst.peekFirst();
            Execution kept = execution;
            if (newest != null && areEqualSkips(newest, execution)) {
                newestFirst.removeFirst();
                kept = execution.mergedWith(newest);
            }
            newestFirst.addFirst(kept);
            while (newestFirst.size() > limit) {
                newestFirst.removeLast();
            }
            lasts = lasts.with(kept);
        }

        synchronized List<Execution> newestFirst() {
            return List.copyOf(newestFirst);
        }

        synchronized Lasts lasts() {
            return lasts;
        }

        private static boolean areEqualSkips(Execution earlier, Execution later) {
            return !later.state().isRun()
                    && earlier.state() == later.state()
                    && earlier.reason() == later.reason()
                    && Objects.equals(earlier.node(), later.node());
        }
    }
}
