package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Those scheduled times of another schedule that lie inside a window, judged by the local time of the instant itself. What
 * the base fires once or twice when clocks change it fires here as often.
 */
record WindowedSchedule(Schedule base, Window window) implements Schedule {

    /** Openings tried before a schedule counts as never due: one a day for more than two centuries. */
    private static final int MOST_TRIES = 100_000;

    @Override
    public ZoneId zone() {
        return base.zone();
    }

    @Override
    public Schedule withZone(ZoneId zone) {
        return new WindowedSchedule(base.withZone(zone), window);
    }

    @Override
    public @Nullable Instant next(Instant after) {
        Offsets offsets = Offsets.of(zone());
        Instant next = base.next(after);
        for (int i = 0; next != null && i < MOST_TRIES; i++) {
            long opening = opening(offsets, next.getEpochSecond());
            if (opening == next.getEpochSecond()) {
                return next;
            }
            next = base.next(Instant.ofEpochSecond(opening - 1, 999_999_999));
        }
        return null;
    }

    /** The first instant inside the window, at or after the given one. */
    private long opening(Offsets offsets, long epochSecond) {
        for (long time = epochSecond; ; ) {
            Offsets.Span span = offsets.at(time);
            long opening = window.next(time + span.offset()) - span.offset();
            if (opening < span.until()) {
                return opening;
            }
            time = span.until();
        }
    }

    @Override
    public String toString() {
        return Words.of(this);
    }
}
