package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.HistoryRows;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the rows of executions, in a database. Safe for use by any thread. */
public final class ExecutionReader implements HistoryRows {

    private static final String KIND = "CASE WHEN state = 'SUCCEEDED' THEN 1"
            + " WHEN state IN ('FAILED', 'TIMED_OUT', 'LOST') THEN 2 WHEN state IN ('SKIPPED', 'MISSED') THEN 3 ELSE 4 END";
    private static final String NEWEST_FIRST = " ORDER BY scheduled_time DESC, id DESC";

    private final Database database;
    private final String table;

    /** Rows in a database. */
    public ExecutionReader(Database database) {
        this.database = database;
        this.table = database.tables().execution();
    }

    @Override
    public List<Execution> newest(String task, int most) {
        String sql = "SELECT * FROM " + table + " WHERE task = ?" + NEWEST_FIRST
                + database.dialect().rows(most, 0);
        return database.call(connection -> database.query(connection, ExecutionRow::read, sql, task));
    }

    @Override
    public Map<String, Lasts> lasts(Collection<String> tasks) {
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
