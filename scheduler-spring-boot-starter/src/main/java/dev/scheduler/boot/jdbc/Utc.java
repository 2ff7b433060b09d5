package dev.scheduler.boot.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants as the tables hold them: local times of UTC, which no driver, session or server converts, in microseconds. Cut
 * here, since databases would round.
 */
final class Utc {

    /** The last that every database holds. */
    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Utc() {}

    static LocalDateTime of(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** A time so much later; {@link #LAST} where that is later still. */
    static LocalDateTime plus(Instant instant, Duration length) {
        Duration most = Duration.between(instant, LAST);
        return of(length.compareTo(most) < 0 ? instant.plus(length) : LAST);
    }

    static @Nullable LocalDateTime ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    static Instant read(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static @Nullable Instant readNullable(ResultSet rows, String column) throws SQLException {
        LocalDateTime time = rows.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
