package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.history.HistoryStore.Lasts;
import java.time.LocalDateTime;
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

    private static final String KIND = "CASE WHEN state = 'SUCCEEDED' THEN 1"
            + " WHEN state IN ('FAILED', 'TIMED_OUT', 'LOST') THEN 2 WHEN state IN ('SKIPPED', 'MISSED') THEN 3 ELSE 4 END";
    private static final String NEWEST_FIRST = " ORDER BY scheduled_time DESC, id DESC";

    private final Database database;
    private final String table;
    private final String newest;

    ExecutionReader(Database database) {
        this.database = database;
        this.table = database.tables().execution();
        this.newest = "SELECT * FROM " + table + " WHERE task = ?" + NEWEST_FIRST
                + database.dialect().rows(MOST_ROWS, 0);
    }

    /** What is kept of a task, newest first, with what any node has claimed and not ended. */
    List<Execution> executions(String task) {
        return merged(database.call(connection -> database.query(connection, ExecutionRow::read, newest, task)));
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

    /** The last of each kind; equal skips before the last one are merged with it. */
    Lasts lasts(String task) {
        Lasts lasts = lasts(List.of(task)).getOrDefault(task, Lasts.NONE);
        Execution skip = lasts.skip();
        return skip == null ? lasts : new Lasts(lasts.run(), lasts.success(), lasts.failure(), withEqualsBefore(skip));
    }

    /** Reads no more rows than it merges: those of its kind up to where others follow. */
    private Execution withEqualsBefore(Execution skip) {
        String different = "SUM(CASE WHEN state = ? AND COALESCE(reason, '-') = ? THEN 0 ELSE 1 END)"
                + " OVER (ORDER BY scheduled_time DESC, id DESC ROWS UNBOUNDED PRECEDING)";
        String sql = "SELECT * FROM (SELECT e.*, " + different + " AS different FROM (" + newest + ") e"
                + " WHERE scheduled_time < ? OR (scheduled_time = ? AND id <= ?)) e"
                + " WHERE different = 0" + NEWEST_FIRST;
        String reason = skip.reason() == null ? "-" : skip.reason().name();
        LocalDateTime time = Utc.of(skip.scheduledTime());
        List<Execution> equal = database.call(connection -> database.query(
                connection, ExecutionRow::read, sql, skip.state().name(), reason, skip.task(), time, time, skip.id()));
        return equal.isEmpty() ? skip : merged(equal).get(0);
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
                + " e ON e.task = v.task) e WHERE place = 1" + NEWEST_FIRST;
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
}
