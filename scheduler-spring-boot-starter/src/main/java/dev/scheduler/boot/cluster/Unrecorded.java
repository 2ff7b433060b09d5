package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled times in a row that have no record, and what is said of all of them.
 *
 * @param gap the times
 */
record Unrecorded(Gap gap, Verdict verdict) {

    /** Those of a schedule after one instant, up to and with another, in order. */
    static List<Unrecorded> of(Schedule schedule, Instant from, Instant until, List<Span> known, Verdicts verdicts) {
        List<Unrecorded> found = new ArrayList<>();
        Instant after = from;
        for (Instant bound : verdicts.bounds(from, until)) {
            for (Gap gap : Gap.of(schedule, after, bound, known)) {
                found.add(new Unrecorded(gap, verdicts.of(gap.first())));
            }
            after = bound;
        }
        return found;
    }

    /** Those up to and with an instant; null where there are none. */
    @Nullable
    Unrecorded upTo(Schedule schedule, Instant until) {
        if (!gap.last().isAfter(until)) {
            return this;
        }
        Instant last = gap.first().isAfter(until) ? null : schedule.previous(until.plusNanos(1));
        return last == null
                ? null
                : new Unrecorded(new Gap(gap.first(), last, 1 + schedule.count(gap.first(), last)), verdict);
    }

    boolean isMissed() {
        return verdict.isMissed();
    }

    /** Whether no scheduled time lies between this and another one that comes later. */
    boolean isFollowedBy(Unrecorded next, Schedule schedule) {
        return next.gap.first().equals(schedule.next(gap.last()));
    }
}
