package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Merges equal skips and misses that follow each other into the last of them, where they are the cluster's records and their
 * task's mark has passed them; some hundred rows in a transaction.
 */
final class SkipMerge {

    private static final List<Column> SPAN = List.of(
            Column.text("id"),
            Column.text("task"),
            Column.time("scheduled_time"),
            Column.time("first_scheduled_time"),
            Column.number("scheduled_count"));

    private final Database database;
    private final TaskTable tasks;
    private final ExecutionTable executions;
    private final String table;

    /** Up to where the rows of tasks have been merged, as far as this process has done it. */
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    SkipMerge(Database database) {
        this.database = database;
        this.tasks = new TaskTable(database);
        this.executions = new ExecutionTable(database);
        this.table = database.tables().execution();
    }

    /** Where a row is among those of its task; rows before it need not be looked at again. */
    private record Place(LocalDateTime time, String id) {

        static final Place FIRST = new Place(Utc.of(TaskMark.LONG_AGO), "-");

        static Place of(Row row) {
            return new Place(
                    Utc.of(row.execution().scheduledTime()), row.execution().id());
        }
    }

    /** @param merged whether it stands for others that were read with it */
    private record Row(Execution execution, boolean keyed, boolean merged) {

        /** Whether this and an earlier row say the same of times that follow each other. */
        boolean isEqual(Row earlier) {
            Execution one = earlier.execution();
            return isSkip()
                    && earlier.isSkip()
                    && one.state() == execution.state()
                    && one.reason() == execution.reason()
                    && one.trigger() == execution.trigger()
                    && one.scheduledTime().isBefore(execution.firstScheduledTime());
        }

        private boolean isSkip() {
            return keyed && !execution.state().isRun() && execution.end() != null;
        }

        Row with(Row earlier) {
            return new Row(execution.mergedWith(earlier.execution()), true, true);
        }

        /** A row for {@link #SPAN}. */
        Object[] span() {
            return new Object[] {
                execution.id(),
                execution.task(),
                Utc.of(execution.scheduledTime()),
                Utc.of(execution.firstScheduledTime()),
                execution.count()
            };
        }
    }

    /**
     * Merges the rows of a task.
     *
     * @param goesOn asked between two transactions
     * @return how many rows went
     */
    long merge(String task, BooleanSupplier goesOn) {
        long merged = 0;
        Page page;
        do {
            Place from = places.getOrDefault(task, Place.FIRST);
            page = database.transaction(connection -> merge(connection, task, from));
            merged += page.merged();
            places.put(task, page.last());
        } while (page.isFull() && goesOn.getAsBoolean());
        return merged;
    }

    private record Page(Place last, int merged, boolean isFull) {}

    private Page merge(Connection connection, String task, Place from) throws SQLException {
        TaskMark locked = tasks.lock(connection, task);
        List<Row> rows = locked == null ? List.of() : rows(connection, locked, from);
        List<Execution> gone = new ArrayList<>();
        List<Row> left = new ArrayList<>();
        for (Row row : rows) {
            Row before = left.isEmpty() ? null : left.get(left.size() - 1);
            if (before != null && row.isEqual(before)) {
                gone.add(before.execution());
                left.set(left.size() - 1, row.with(before));
            } else {
                left.add(row);
            }
        }
        write(connection, task, gone, left.stream().filter(Row::merged).toList());
        Place last = left.isEmpty() ? from : Place.of(left.get(left.size() - 1));
        return new Page(last, gone.size(), rows.size() == TaskPurge.MOST_ROWS);
    }

    private void write(Connection connection, String task, List<Execution> gone, List<Row> merged) throws SQLException {
        for (Batch batch : Batch.of(SPAN, merged, Row::span)) {
            String sql = database.dialect()
                    .update(
                            table,
                            database.dialect().source(batch),
                            List.of(Assignment.of("first_scheduled_time"), Assignment.of("scheduled_count")),
                            ExecutionTable.IS_SAME,
                            database.patience());
            database.update(connection, sql, batch);
        }
        executions.delete(connection, gone, ExecutionTable.IS_SAME);
        if (!merged.isEmpty()) {
            tasks.purged(
                    connection, task, merged.get(merged.size() - 1).execution().scheduledTime());
        }
    }

    private List<Row> rows(Connection connection, TaskMark task, Place from) throws SQLException {
        String sql = "SELECT " + ExecutionRow.WITHOUT_OUTPUT + " FROM " + table
                + " WHERE task = ? AND scheduled_time >= ? AND scheduled_time <= ?"
                + " AND (scheduled_time > ? OR id >= ?) ORDER BY scheduled_time, id"
                + database.dialect().rows(TaskPurge.MOST_ROWS, 0);
        return database.query(
                connection,
                row -> new Row(ExecutionRow.read(row), row.getString("claim").equals(ExecutionRow.CLAIM), false),
                sql,
                task.task(),
                from.time(),
                Utc.of(task.accountedUntil()),
                from.time(),
                from.id());
    }
}
