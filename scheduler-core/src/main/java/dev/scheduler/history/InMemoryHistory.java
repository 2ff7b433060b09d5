package dev.scheduler.history;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
        history.add(execution);
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

    /** A ring of executions that grows as it fills, up to the limit of the time. */
    private final class TaskHistory {

        private Execution[] ring = new Execution[Math.min(2, perTask)];
        private int size;
        private int newest = -1;
        private @Nullable Execution run;
        private @Nullable Execution success;
        private @Nullable Execution failure;
        private @Nullable Execution skip;

        synchronized void add(Execution execution) {
            if (execution.state().isRun()) {
                append(execution);
                rememberRun(execution);
            } else {
                skip = appendOrMerge(execution);
            }
        }

        private void rememberRun(Execution execution) {
            run = execution;
            if (execution.state() == ExecutionState.SUCCEEDED) {
                success = execution;
            } else if (execution.state().isFailure()) {
                failure = execution;
            }
        }

        private Execution appendOrMerge(Execution later) {
            Execution earlier = size == 0 ? null : ring[newest];
            if (earlier == null || !isLike(earlier, later)) {
                append(later);
                return later;
            }
            Execution merged = later.mergedWith(earlier);
            ring[newest] = merged;
            return merged;
        }

        private static boolean isLike(Execution earlier, Execution later) {
            return earlier.state() == later.state()
                    && earlier.reason() == later.reason()
                    && earlier.trigger() == later.trigger();
        }

        private void append(Execution execution) {
            if (size == ring.length) {
                resize(limit());
            }
            newest = (newest + 1) % ring.length;
            ring[newest] = execution;
            size = Math.min(size + 1, ring.length);
        }

        private void resize(int limit) {
            int length = Math.min(ring.length * 2, limit);
            if (length != ring.length) {
                List<Execution> kept = newestFirst();
                size = Math.min(size, length);
                newest = size - 1;
                ring = new Execution[length];
                for (int age = 0; age < size; age++) {
                    ring[newest - age] = kept.get(age);
                }
            }
        }

        synchronized List<Execution> newestFirst() {
            List<Execution> executions = new ArrayList<>(size);
            for (int age = 0; age < size; age++) {
                executions.add(ring[Math.floorMod(newest - age, ring.length)]);
            }
            return executions;
        }

        synchronized Lasts lasts() {
            return new Lasts(run, success, failure, skip);
        }
    }
}
