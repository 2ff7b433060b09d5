package dev.scheduler.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What the history says of one scheduled time, or of some in a row.
 *
 * @param first the earliest scheduled time that it stands for
 * @param claim whether it is the cluster's claim on its scheduled time
 * @param node the id that the node gave itself
 */
record Row(
        String id,
        String task,
        Instant scheduledTime,
        Instant first,
        long count,
        boolean claim,
        String trigger,
        String node,
        String state,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    static Row read(ResultSet row) throws SQLException {
        Instant scheduledTime = utc(row.getObject("scheduled_time", LocalDateTime.class));
        LocalDateTime first = row.getObject("first_scheduled_time", LocalDateTime.class);
        LocalDateTime ended = row.getObject("ended_at", LocalDateTime.class);
        return new Row(
                row.getString("id"),
                row.getString("task"),
                scheduledTime,
                first == null ? scheduledTime : utc(first),
                row.getLong("scheduled_count"),
                row.getString("claim").equals("1"),
                row.getString("triggered_by"),
                row.getString("node"),
                row.getString("state"),
                row.getString("reason"),
                ended == null ? null : utc(ended));
    }

    private static Instant utc(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }

    boolean covers(Instant time) {
        return !time.isBefore(first) && !time.isAfter(scheduledTime);
    }

    /** State and reason. */
    String verdict() {
        return reason == null ? state : state + " " + reason;
    }
}
