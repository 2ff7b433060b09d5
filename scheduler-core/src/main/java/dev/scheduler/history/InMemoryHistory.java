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
    public boolean mayBlock() {
        return false;
    }

    @Override
    public void ended(Execution execution) {
        page(execution.task()).add(new Told(execution));
    }

    @Override
    public Page page(String task) {
        TaskHistory history = tasks.get(task);
        return history == null ? tasks.computeIfAbsent(task, name -> new TaskHistory()) : history;
    }

    @Override
    public List<Execution> executions(String task) {
        TaskHistory history = tasks.get(task);
        return history == null
                ? List.of()
                : history.newestFirst().stream().map(Ended::execution).toList();
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

    /** What came as a value. */
    private record Told(Execution execution) implements Ended {

        @Override
        public ExecutionState state() {
            return execution.state();
        }
    }

    /** A ring of executions that grows as it fills, up to the limit of the time. They are spelled out when read. */
    private final class TaskHistory implements Page {

        private Ended[] ring = new Ended[1];
        private int size;
        private int newest = -1;
        private @Nullable Ended run;
        private @Nullable Ended success;
        private @Nullable Ended failure;
        private @Nullable Ended skip;

        @Override
        public synchronized void add(Ended ended) {
            if (ended.state().isRun()) {
                append(ended);
                rememberRun(ended);
            } else {
                skip = appendOrMerge(ended);
            }
        }

        private void rememberRun(Ended ended) {
            run = ended;
            if (ended.state() == ExecutionState.SUCCEEDED) {
                success = ended;
            } else if (ended.state().isFailure()) {
                failure = ended;
            }
        }

        private Ended appendOrMerge(Ended later) {
            Ended earlier = size == 0 ? null : ring[newest];
            if (earlier == null || !isLike(earlier.execution(), later.execution())) {
                append(later);
                return later;
            }
            Ended merged = new Told(later.execution().mergedWith(earlier.execution()));
            ring[newest] = merged;
            return merged;
        }

        private static boolean isLike(Execution earlier, Execution later) {
            return earlier.state() == later.state()
                    && earlier.reason() == later.reason()
                    && earlier.trigger() == later.trigger();
        }

        private void append(Ended ended) {
            if (size == ring.length) {
                resize(limit());
            }
            newest = newest + 1 == ring.length ? 0 : newest + 1;
            ring[newest] = ended;
            size = Math.min(size + 1, ring.length);
        }

        private void resize(int limit) {
            int length = Math.min(ring.length * 2, limit);
            if (length != ring.length) {
                List<Ended> kept = newestFirst();
                size = Math.min(size, length);
                newest = size - 1;
                ring = new Ended[length];
                for (int age = 0; age < size; age++) {
                    ring[newest - age] = kept.get(age);
                }
            }
        }

        synchronized List<Ended> newestFirst() {
            List<Ended> newestFirst = new ArrayList<>(size);
            for (int age = 0; age < size; age++) {
                newestFirst.add(ring[Math.floorMod(newest - age, ring.length)]);
            }
            return newestFirst;
        }

        synchronized Lasts lasts() {
            return new Lasts(spelledOut(run), spelledOut(success), spelledOut(failure), spelledOut(skip));
        }

        private static @Nullable Execution spelledOut(@Nullable Ended ended) {
            return ended == null ? null : ended.execution();
        }
    }
}
