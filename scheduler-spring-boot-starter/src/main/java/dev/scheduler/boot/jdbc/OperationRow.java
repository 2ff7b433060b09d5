package dev.scheduler.boot.jdbc;

import dev.scheduler.ByHand;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.ScheduleOverride;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do as rows of its tables, and back. */
final class OperationRow {

    static final List<Column> OPERATION = List.of(
            Column.number("change_number"),
            Column.text("kind"),
            Column.text("scope"),
            Column.text("detail"),
            Column.text("node"),
            Column.time("happened_at"),
            Column.text("actor"),
            Column.text("reason"),
            Column.number("forced"));

    static final List<Column> PAUSE = List.of(
            Column.text("id"),
            Column.text("scope"),
            Column.time("since"),
            Column.time("ends_at"),
            Column.time("ended_at"),
            Column.text("actor"),
            Column.text("reason"));

    static final List<Column> OVERRIDE = List.of(
            Column.text("task"),
            Column.text("schedule"),
            Column.text("original"),
            Column.time("since"),
            Column.text("actor"),
            Column.text("reason"));

    private static final KnownNames<Operation.Kind> KINDS = new KnownNames<>(Operation.Kind.class);
    private static final int MOST_ACTOR = 200;
    private static final int MOST_TEXT = 1_000;

    private OperationRow() {}

    /** A row for {@link #OPERATION}. */
    static @Nullable Object[] of(Operation operation, long number, LocalDateTime now) {
        return new @Nullable Object[] {
            number,
            operation.kind().name(),
            operation.scope(),
            StoredText.of(operation.detail(), MOST_TEXT),
            operation.node(),
            now,
            actor(operation.by()),
            reason(operation.by()),
            operation.by().force() ? 1 : 0
        };
    }

    /** A row for {@link #PAUSE}. */
    static @Nullable Object[] of(Pause pause, LocalDateTime now) {
        return new @Nullable Object[] {
            pause.id(),
            pause.scope(),
            now,
            Utc.ofNullable(pause.until()),
            Utc.ofNullable(pause.ended()),
            actor(pause.by()),
            reason(pause.by())
        };
    }

    /** A row for {@link #OVERRIDE}. */
    static @Nullable Object[] of(ScheduleOverride override, LocalDateTime now) {
        return new @Nullable Object[] {
            override.task(), override.schedule(), override.original(), now, actor(override.by()), reason(override.by())
        };
    }

    private static @Nullable String actor(ByHand by) {
        return StoredText.of(by.actor(), MOST_ACTOR);
    }

    private static @Nullable String reason(ByHand by) {
        return StoredText.of(by.reason(), MOST_TEXT);
    }

    /** What a newer version did, and this one does not know, is nothing. */
    static Optional<Operation> operation(ResultSet row) throws SQLException {
        Operation.Kind kind = KINDS.find(row.getString("kind"));
        return kind == null ? Optional.empty() : Optional.of(operation(row, kind));
    }

    private static Operation operation(ResultSet row, Operation.Kind kind) throws SQLException {
        return new Operation(
                row.getLong("change_number"),
                kind,
                row.getString("scope"),
                row.getString("detail"),
                row.getString("node"),
                Utc.read(row, "happened_at"),
                new ByHand(row.getString("actor"), row.getString("reason"), row.getInt("forced") == 1));
    }

    static Pause pause(ResultSet row) throws SQLException {
        return new Pause(
                row.getString("id"),
                row.getString("scope"),
                Utc.read(row, "since"),
                Utc.readNullable(row, "ends_at"),
                Utc.readNullable(row, "ended_at"),
                by(row));
    }

    static ScheduleOverride override(ResultSet row) throws SQLException {
        return new ScheduleOverride(
                row.getString("task"),
                row.getString("schedule"),
                row.getString("original"),
                Utc.read(row, "since"),
                by(row));
    }

    private static ByHand by(ResultSet row) throws SQLException {
        return new ByHand(row.getString("actor"), row.getString("reason"), false);
    }
}
