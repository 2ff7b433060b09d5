package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a task's executions, and merges equal skips and misses that follow each other. */
final class ExecutionReader {

    /** The most rows that are read of one task. */
    static final int MOST_ROWS = 1_000;

    private static final String IS_SUCCESS = "state = 'SUCCEEDED'";
    private static final String IS_FAILURE = "state IN ('FAILED', 'TIMED_OUT', 'LOST')";
    private static final String KIND = "CASE WHEN " + IS_SUCCESS + " THEN 1 WHEN " + IS_FAILURE
            + " THEN 2 WHEN state IN ('SKIPPED', 'MISSED') THEN 3 ELSE 4 END";

    private final Database database;
    private final String table;
    private final String select;

    ExecutionReader(Database database) {
        this.database = database;
        this.table = database.tables().execution();
        this.select = "SELECT * FROM " + table + " WHERE task = ?";
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
        Lasts lasts = lasts(merged(rows));
        boolean older = rows.size() == MOST_ROWS;
        return new Lasts(
                lasts.run(),
                lasts.success() == null && older ? last(task, IS_SUCCESS) : lasts.success(),
                lasts.failure() == null && older ? last(task, IS_FAILURE) : lasts.failure(),
                lasts.skip());
    }

    /** The last of each kind of many tasks; equal skips stand alone. */
    Map<String, Lasts> lasts(Collection<String> tasks) {
        Map<String, List<Execution>> found = new HashMap<>();
        for (Batch batch : Batch.of(List.of(Column.text("task")), tasks, task -> new Object[] {task})) {
            database.call(connection -> database.query(connection, ExecutionRow::read, latest(batch), batch))
                    .forEach(execution -> found.computeIfAbsent(execution.task(), task -> new ArrayList<>())
                            .add(execution));
        }
        Map<String, Lasts> lasts = new HashMap<>();
        found.forEach((task, executions) -> lasts.put(task, lasts(executions)));
        return lasts;
    }

    private String latest(Batch tasks) {
        return "SELECT * FROM (SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.task, " + KIND
                + " ORDER BY e.scheduled_time DESC, e.id DESC) AS place FROM "
                + database.dialect().source(tasks) + " v JOIN " + table
                + " e ON e.task = v.task) e WHERE place = 1 ORDER BY scheduled_time DESC, id DESC";
    }

    private static Lasts lasts(List<Execution> newestFirst) {
        return new Lasts(
                first(newestFirst, execution -> execution.state().isRun()),
                first(newestFirst, execution -> execution.state() == ExecutionState.SUCCEEDED),
                first(newestFirst, execution -> execution.state().isFailure()),
                first(newestFirst, execution -> !execution.state().isRun()));
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
