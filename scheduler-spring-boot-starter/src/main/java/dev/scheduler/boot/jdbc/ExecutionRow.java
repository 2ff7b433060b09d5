package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Executions as rows of their table, and back. */
final class ExecutionRow {

    private static final int MOST_DETAIL = 1_000;
    private static final int MOST_ERROR = 4_000;
    private static final int MOST_OUTPUT = 20_000;

    /** What a row that claims its scheduled time has in the column {@code claim}. */
    static final String CLAIM = "1";

    /** All columns. */
    static final List<Column> COLUMNS = List.of(
            Column.text("id"),
            Column.text("task"),
            Column.time("scheduled_time"),
            Column.text("claim"),
            Column.time("first_scheduled_time"),
            Column.number("scheduled_count"),
            Column.text("triggered_by"),
            Column.text("node"),
            Column.number("attempts"),
            Column.text("state"),
            Column.text("reason"),
            Column.text("detail"),
            Column.time("started_at"),
            Column.time("ended_at"),
            Column.text("error"),
            Column.text("output"));

    /** The columns to read where outputs and errors, which may be long, do not matter. */
    static final String WITHOUT_OUTPUT =
            Column.names("", COLUMNS).replace("error, output", "NULL AS error, NULL AS output");

    /** What identifies the row of a claimed execution. */
    static final List<Column> KEY = List.of(Column.text("id"), Column.text("task"), Column.time("scheduled_time"));

    /** The columns that the end of an execution sets, behind those of its key. */
    static final List<Column> OUTCOME = List.of(
            Column.text("id"),
            Column.text("task"),
            Column.time("scheduled_time"),
            Column.number("attempts"),
            Column.text("state"),
            Column.text("reason"),
            Column.text("detail"),
            Column.time("started_at"),
            Column.time("ended_at"),
            Column.text("error"),
            Column.text("output"));

    /** What identifies a row, and on which node it is. */
    static final List<Column> NODE_KEY =
            List.of(Column.text("id"), Column.text("task"), Column.time("scheduled_time"), Column.text("node"));

    /** The columns that are set when it is decided what becomes of what was missed, behind those of its key. */
    static final List<Column> DECISION = Stream.concat(
                    OUTCOME.stream(), Stream.of(Column.text("triggered_by"), Column.text("node")))
            .toList();

    private static final KnownNames<Reason> REASONS = new KnownNames<>(Reason.class);

    private ExecutionRow() {}

    /** A row for {@link #COLUMNS}. */
    static @Nullable Object[] whole(Execution execution, boolean claims) {
        return new @Nullable Object[] {
            execution.id(),
            execution.task(),
            Utc.of(execution.scheduledTime()),
            claims ? CLAIM : execution.id(),
            execution.count() == 1 ? null : Utc.of(execution.firstScheduledTime()),
            execution.count(),
            execution.trigger().name(),
            execution.node(),
            execution.attempts(),
            execution.state().name(),
            reason(execution),
            StoredText.of(execution.detail(), MOST_DETAIL),
            Utc.ofNullable(execution.start()),
            Utc.ofNullable(execution.end()),
            StoredText.of(execution.error(), MOST_ERROR),
            StoredText.of(execution.output(), MOST_OUTPUT)
        };
    }

    /** A row for {@link #KEY}. */
    static Object[] key(Execution execution) {
        return new Object[] {execution.id(), execution.task(), Utc.of(execution.scheduledTime())};
    }

    /** A row for {@link #OUTCOME}. */
    static @Nullable Object[] outcome(Execution execution) {
        return new @Nullable Object[] {
            execution.id(),
            execution.task(),
            Utc.of(execution.scheduledTime()),
            execution.attempts(),
            execution.state().name(),
            reason(execution),
            StoredText.of(execution.detail(), MOST_DETAIL),
            Utc.ofNullable(execution.start()),
            Utc.ofNullable(execution.end()),
            StoredText.of(execution.error(), MOST_ERROR),
            StoredText.of(execution.output(), MOST_OUTPUT)
        };
    }

    /** A row for {@link #NODE_KEY}. */
    static Object[] nodeKey(Execution execution) {
        return new Object[] {execution.id(), execution.task(), Utc.of(execution.scheduledTime()), execution.node()};
    }

    /** A row for {@link #DECISION}. */
    static @Nullable Object[] decision(Execution execution) {
        @Nullable Object[] outcome = outcome(execution);
        @Nullable Object[] row = Arrays.copyOf(outcome, DECISION.size());
        row[outcome.length] = execution.trigger().name();
        row[outcome.length + 1] = execution.node();
        return row;
    }

    private static @Nullable String reason(Execution execution) {
        return execution.reason() == null ? null : execution.reason().name();
    }

    static Execution read(ResultSet row) throws SQLException {
        Instant scheduledTime = Utc.read(row, "scheduled_time");
        Instant first = Utc.readNullable(row, "first_scheduled_time");
        String reason = row.getString("reason");
        return new Execution(
                row.getString("id"),
                row.getString("task"),
                scheduledTime,
                first == null ? scheduledTime : first,
                row.getLong("scheduled_count"),
                Trigger.valueOf(row.getString("triggered_by")),
                row.getInt("attempts"),
                row.getString("node"),
                ExecutionState.valueOf(row.getString("state")),
                reason == null ? null : REASONS.find(reason),
                row.getString("detail"),
                Utc.readNullable(row, "started_at"),
                Utc.readNullable(row, "ended_at"),
                row.getString("error"),
                row.getString("output"));
    }
}
