package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Elapsed time, counted from an instant: {@code anchor + k * interval}. Clock changes mean nothing to it.
 *
 * @param interval a whole number of milliseconds, at least one
 * @param anchor the instant that is counted from, in whole milliseconds
 * @param zone the zone that its times are shown in
 * @param anchored whether nothing is due before the anchor; otherwise it is counted backward as well
 */
record ElapsedSchedule(Duration interval, Instant anchor, ZoneId zone, boolean anchored) implements Schedule {

    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE / 4);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE / 4);

    ElapsedSchedule {
        if (interval.toMillis() < 1 || !Duration.ofMillis(interval.toMillis()).equals(interval)) {
            throw new IllegalArgumentException(
                    "An interval is a whole number of milliseconds, at least one, not " + interval);
        }
        if (!anchored) {
            anchor = Instant.ofEpochMilli(Math.floorMod(anchor.toEpochMilli(), interval.toMillis()));
        }
    }

    /** Counted from the epoch, so that all nodes agree. */
    static ElapsedSchedule every(Duration interval, ZoneId zone) {
        return new ElapsedSchedule(interval, Instant.EPOCH, zone, false);
    }

    /** Counted from an instant, which is the first scheduled time. */
    static ElapsedSchedule from(Instant anchor, Duration interval, ZoneId zone) {
        return new ElapsedSchedule(interval, anchor, zone, true);
    }

    @Override
    public @Nullable Instant next(Instant after) {
        if (anchored && after.isBefore(anchor)) {
            return anchor;
        }
        if (after.isAfter(LAST)) {
            return null;
        }
        long start = anchor.toEpochMilli();
        long elapsed = (after.isBefore(FIRST) ? FIRST : after).toEpochMilli() - start;
        long millis = interval.toMillis();
        return Instant.ofEpochMilli(start + (Math.floorDiv(elapsed, millis) + 1) * millis);
    }

    @Override
    public long count(Instant after, Instant until) {
        Instant first = next(after);
        return first == null || first.isAfter(until)
                ? 0
                : Duration.between(first, until).dividedBy(interval) + 1;
    }

    @Override
    public Schedule withZone(ZoneId other) {
        return new ElapsedSchedule(interval, anchor, other, anchored);
    }

    @Override
    public String toString() {
        return Words.of(this);
    }
}
