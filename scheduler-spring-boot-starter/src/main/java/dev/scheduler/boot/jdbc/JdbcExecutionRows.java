package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.ExecutionRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of executions, in a database. Safe for use by any thread. */
public final class JdbcExecutionRows implements ExecutionRows {

    private static final String ON_ITS_NODE = ExecutionTable.IS_RUNNING + " AND e.node = v.node";

    private final Database database;
    private final ExecutionTable table;
    private final ClaimTable claims;
    private final TaskTable tasks;
    private final ChangeNumber number;

    /** Rows in a database. */
    public JdbcExecutionRows(Database database) {
        this.database = database;
        this.table = new ExecutionTable(database);
        this.claims = new ClaimTable(database);
        this.tasks = new TaskTable(database);
        this.number = new ChangeNumber(database);
    }

    @Override
    public Map<String, ClaimAnswer> claim(Collection<ClaimRequest> requests) {
        List<ClaimRequest> sorted = requests.stream()
                .sorted(Comparator.comparing(ClaimRequest::execution, ExecutionTable.ORDER))
                .toList();
        Map<String, ClaimAnswer> answers = new HashMap<>();
        for (List<ClaimRequest> chunk : Batch.chunks(sorted)) {
            answers.putAll(claims.claim(chunk));
        }
        return answers;
    }

    @Override
    public Set<String> running(Collection<Execution> executions) {
        return present(executions, ExecutionTable.IS_RUNNING);
    }

    @Override
    public Set<String> present(Collection<Execution> executions) {
        return present(executions, ExecutionTable.IS_SAME);
    }

    private Set<String> present(Collection<Execution> executions, String condition) {
        Set<String> present = new HashSet<>();
        for (List<Execution> chunk : Batch.chunks(List.copyOf(executions))) {
            present.addAll(database.call(connection -> table.present(connection, chunk, condition)));
        }
        return present;
    }

    @Override
    public boolean record(Execution execution) {
        return database.allOrNothing(connection -> {
            tasks.lock(connection, execution.task());
            return table.recorded(connection, List.of(execution)).isEmpty()
                    && table.record(connection, List.of(execution));
        });
    }

    @Override
    public void insert(Collection<Execution> executions) {
        for (List<Execution> chunk : Batch.chunks(ExecutionTable.sorted(executions))) {
            database.call(connection -> {
                table.insert(connection, chunk);
                return true;
            });
        }
    }

    @Override
    public int complete(String node, Collection<Execution> executions) {
        String isMine = ExecutionTable.IS_RUNNING + " AND e.node = ?";
        int completed = 0;
        for (Batch batch : Batch.of(ExecutionRow.OUTCOME, ExecutionTable.sorted(executions), ExecutionRow::outcome)) {
            completed += database.call(connection -> table.complete(connection, batch, isMine, node));
        }
        return completed;
    }

    /** The number comes first, and then the tasks, as everywhere. A time that the mark has passed is not given back. */
    @Override
    public Set<String> giveBack(String node, Collection<Execution> executions, Duration grace) {
        Set<String> given = new HashSet<>();
        database.allOrNothing(connection -> {
            given.clear();
            number.next(connection);
            tasks.lock(connection, executions.stream().map(Execution::task).collect(Collectors.toSet()));
            for (List<Execution> chunk : Batch.chunks(ExecutionTable.sorted(executions))) {
                given.addAll(giveBack(connection, node, chunk, grace));
            }
            return !given.isEmpty();
        });
        return Set.copyOf(given);
    }

    private Set<String> giveBack(Connection connection, String node, List<Execution> chunk, Duration grace)
            throws SQLException {
        LocalDateTime earliest = database.now(connection).minus(grace);
        String condition = ExecutionTable.IS_RUNNING + " AND e.node = ? AND e.triggered_by = 'SCHEDULE'"
                + " AND e.scheduled_time > ? AND NOT EXISTS (SELECT 1 FROM "
                + database.tables().task() + " t WHERE t.name = e.task AND t.accounted_until >= e.scheduled_time)";
        List<Execution> young = table.lock(connection, chunk, condition, node, earliest);
        table.delete(connection, young, ExecutionTable.IS_SAME);
        return ids(young);
    }

    private static Set<String> ids(Collection<Execution> executions) {
        return executions.stream().map(Execution::id).collect(Collectors.toSet());
    }

    @Override
    public List<Execution> running() {
        String sql = "SELECT " + ExecutionRow.WITHOUT_OUTPUT + " FROM "
                + database.tables().execution() + " WHERE ended_at IS NULL AND state = 'RUNNING'";
        return database.call(connection -> database.query(connection, ExecutionRow::read, sql));
    }

    @Override
    public List<Execution> lose(Collection<Execution> executions, String detail) {
        List<Execution> lost = new ArrayList<>();
        for (List<Execution> chunk : Batch.chunks(ExecutionTable.sorted(executions))) {
            lost.addAll(database.transaction(connection -> lose(connection, chunk, detail)));
        }
        return lost;
    }

    private List<Execution> lose(Connection connection, List<Execution> chunk, String detail) throws SQLException {
        List<Execution> running = table.lock(connection, chunk, ON_ITS_NODE);
        Instant now = database.now(connection).toInstant(ZoneOffset.UTC);
        List<Execution> lost =
                running.stream().map(each -> lost(each, now, detail)).toList();
        for (Batch batch : Batch.of(ExecutionRow.OUTCOME, lost, ExecutionRow::outcome)) {
            table.complete(connection, batch, ExecutionTable.IS_RUNNING);
        }
        return lost;
    }

    private static Execution lost(Execution running, Instant now, String detail) {
        return new Execution(
                running.id(),
                running.task(),
                running.scheduledTime(),
                running.firstScheduledTime(),
                running.count(),
                running.trigger(),
                running.attempts(),
                running.node(),
                ExecutionState.LOST,
                null,
                detail,
                running.start(),
                now,
                running.error(),
                running.output());
    }
}
