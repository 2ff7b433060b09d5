package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled times in a row of which nothing is known.
 *
 * @param first the first of them
 * @param last the last of them
 * @param count how many there are
 */
record Gap(Instant first, Instant last, long count) {

    /**
     * The gaps of a schedule after one instant, up to and with another. Long ones are counted, not walked through.
     *
     * @param known what is known, in order; what the schedule does not say is passed over
     */
    static List<Gap> of(Schedule schedule, Instant after, Instant until, Collection<Span> known) {
        List<Gap> gaps = new ArrayList<>();
        Instant seed = after;
        Instant next = schedule.next(seed);
        for (Span span : known) {
            if (next == null || next.isAfter(until)) {
                return gaps;
            }
            if (span.first().isAfter(until)) {
                break;
            }
            if (!span.last().isBefore(next)) {
                if (span.first().isAfter(next)) {
                    gaps.add(between(schedule, seed, next, schedule.previous(span.first())));
                }
                seed = span.last();
                next = schedule.next(seed);
            }
        }
        if (next != null && !next.isAfter(until)) {
            gaps.add(between(schedule, seed, next, schedule.previous(until.plusNanos(1))));
        }
        return gaps;
    }

    private static Gap between(Schedule schedule, Instant seed, Instant first, @Nullable Instant last) {
        return last == null || last.isBefore(first)
                ? new Gap(first, first, 1)
                : new Gap(first, last, schedule.count(seed, last));
    }

    /** The last scheduled times of this gap, the earliest first. */
    List<Instant> latest(Schedule schedule, long most) {
        List<Instant> times = new ArrayList<>();
        Instant time = last;
        while (time != null && !time.isBefore(first) && times.size() < most) {
            times.add(time);
            time = schedule.previous(time);
        }
        Collections.reverse(times);
        return times;
    }
}
