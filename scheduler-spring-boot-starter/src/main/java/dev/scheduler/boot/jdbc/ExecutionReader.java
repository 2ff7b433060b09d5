package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a task's executions, and merges equal skips and misses that follow each other. */
final class ExecutionReader {

    /** The most rows that are read of one task. */
    static final int MOST_ROWS = 1_000;

    private final Database database;
    private final String select;

    ExecutionReader(Database database) {
        this.database = database;
        this.select = "SELECT * FROM " + database.tables().execution() + " WHERE task = ?";
    }

    /** What is kept of a task, newest first, with what any node has claimed and not ended. */
    List<Execution> executions(String task) {
        return merged(newest(task));
    }

    private List<Execution> newest(String task) {
        String sql = select + " ORDER BY scheduled_time DESC, id DESC LIMIT " + MOST_ROWS;
        return database.call(connection -> database.query(connection, ExecutionRow::read, sql, task));
    }

    private static List<Execution> merged(List<Execution> newestFirst) {
        List<Execution> merged = new ArrayList<>();
        for (Execution earlier : newestFirst) {
            Execution later = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (later != null && isEqualNonRun(later, earlier)) {
                merged.set(merged.size() - 1, later.mergedWith(earlier));
            } else {
                merged.add(earlier);
            }
        }
        return merged;
    }

    private static boolean isEqualNonRun(Execution later, Execution earlier) {
        return !later.state().isRun() && later.state() == earlier.state() && later.reason() == earlier.reason();
    }

    /** The last of each kind, looked for among older rows only where the newest have none. */
    Lasts lasts(String task) {
        List<Execution> rows = newest(task);
        List<Execution> executions = merged(rows);
        boolean older = rows.size() == MOST_ROWS;
        Execution success = first(executions, execution -> execution.state() == ExecutionState.SUCCEEDED);
        Execution failure = first(executions, execution -> execution.state().isFailure());
        return new Lasts(
                first(executions, execution -> execution.state().isRun()),
                success == null && older ? last(task, "state = 'SUCCEEDED'") : success,
                failure == null && older ? last(task, "state IN ('FAILED', 'TIMED_OUT', 'LOST')") : failure,
                first(executions, execution -> !execution.state().isRun()));
    }

    private static @Nullable Execution first(List<Execution> executions, Predicate<Execution> kind) {
        return executions.stream().filter(kind).findFirst().orElse(null);
    }

    private @Nullable Execution last(String task, String kind) {
        String sql = select + " AND " + kind + " ORDER BY scheduled_time DESC, id DESC LIMIT 1";
        List<Execution> found = database.call(connection -> database.query(connection, ExecutionRow::read, sql, task));
        return found.isEmpty() ? null : found.get(0);
    }
}
