package dev.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instants whose local time and date match. Where all 24 hours are allowed it is <em>repeating</em>: every instant
 * that matches counts, in both passes of an overlap. Otherwise each local time is <em>fixed</em>: it counts in the first
 * pass alone, and those that fall into a gap become one scheduled time at the first instant after it.
 *
 * <p>{@link #next} allocates nothing but its result.
 */
final class CalendarSchedule implements Schedule {

    private static final long HORIZON = 400 * 31_556_952L;
    private static final long LAST = Instant.MAX.getEpochSecond();

    /** No two offsets are further apart. */
    private static final long LARGEST_CHANGE = 2L * ZoneOffset.MAX.getTotalSeconds();

    private final CalendarFields fields;
    private final @Nullable LocalDateTime from;
    private final ZoneId zone;
    private final LocalCalendar calendar;
    private final Offsets offsets;
    private final boolean fixed;
    private final long earliest;
    private final long earliestLocal;

    CalendarSchedule(CalendarFields fields, @Nullable LocalDateTime from, ZoneId zone) {
        this.fields = fields;
        this.from = from;
        this.zone = zone;
        calendar = new LocalCalendar(fields);
        offsets = Offsets.of(zone);
        fixed = !fields.isRepeating();
        earliest = from == null ? Long.MIN_VALUE : offsets.firstAt(from);
        earliestLocal = from == null ? Long.MIN_VALUE : from.toEpochSecond(ZoneOffset.UTC);
    }

    CalendarFields fields() {
        return fields;
    }

    /** The local time before which nothing is due; null for none. */
    @Nullable
    LocalDateTime from() {
        return from;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public CalendarSchedule withZone(ZoneId other) {
        return new CalendarSchedule(fields, from, other);
    }

    @Override
    public Optional<String> cron() {
        return from == null ? CronFormat.spring(fields) : Optional.empty();
    }

    @Override
    public @Nullable Instant next(Instant after) {
        long start = Math.max(after.getEpochSecond() + 1, earliest);
        long limit = Math.min(start + HORIZON, LAST);
        for (long time = start; time < limit; ) {
            Offsets.Span span = offsets.at(time);
            if (fixed && time == span.from() && isDueAfterGap(span)) {
                return Instant.ofEpochSecond(time);
            }
            long first = fixed ? Math.max(time, span.firstPass()) : time;
            long match = calendar.next(first + span.offset()) - span.offset();
            if (match < span.until()) {
                return match < limit ? Instant.ofEpochSecond(match) : null;
            }
            time = skip(time, span.until(), match);
        }
        return null;
    }

    private boolean isDueAfterGap(Offsets.Span span) {
        return span.beginsWithGap()
                && calendar.next(Math.max(span.from() + span.offsetBefore(), earliestLocal))
                        < span.from() + span.offset();
    }

    /**
     * Where to go on when a span holds no match: as far as no local time between the one searched from and the match can
     * show, whatever the offsets on the way. Close to an overlap that may be an earlier one, hence span by span there.
     */
    private static long skip(long searchedFrom, long until, long match) {
        return until - searchedFrom < LARGEST_CHANGE ? until : Math.max(until, match - LARGEST_CHANGE);
    }

    /** What there is of a local day is counted at once, as far as the clock does not change. */
    @Override
    public long count(Instant after, Instant until) {
        long count = 0;
        Instant time = next(after);
        while (time != null && !time.isAfter(until)) {
            long first = time.getEpochSecond();
            long end = Math.min(until.getEpochSecond() + 1, endOfDay(first));
            count += 1 + calendar.restOfDay(first + offsets.at(first).offset(), end - first);
            time = next(Instant.ofEpochSecond(end - 1));
        }
        return count;
    }

    /**
     * Up to where the local times that match after a scheduled time are those of its day, each once. What is due because the
     * clock has passed over it stands for itself: its day may be another.
     */
    private long endOfDay(long scheduledTime) {
        Offsets.Span span = offsets.at(scheduledTime);
        if (fixed && scheduledTime == span.from()) {
            return scheduledTime + 1;
        }
        long local = scheduledTime + span.offset();
        long ofDay = Math.floorMod(local, (long) LocalCalendar.SECONDS_OF_DAY);
        return Math.min(span.until(), scheduledTime - ofDay + LocalCalendar.SECONDS_OF_DAY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CalendarSchedule that
                && fields.equals(that.fields)
                && Objects.equals(from, that.from)
                && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields, from, zone);
    }

    @Override
    public String toString() {
        return Words.of(this);
    }
}
