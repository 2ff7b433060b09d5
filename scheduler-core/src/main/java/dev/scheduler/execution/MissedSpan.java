package dev.scheduler.execution;

import dev.scheduler.history.MissedTimes;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduled times of a task that came due at once, after a gap. As a gap may be long, they are counted, and only the latest
 * of them are named.
 *
 * @param first the first of them
 * @param latest the last of them that has come
 * @param following the one after that; null where there is none
 * @param schedule the task's
 */
record MissedSpan(Instant first, Instant latest, @Nullable Instant following, Schedule schedule) {

    private static final Logger log = LoggerFactory.getLogger(MissedSpan.class);

    /** More than this are not walked through, where a search backwards tells the last. */
    private static final int FEW = 100;

    static MissedSpan of(TaskEntry entry, Instant due, @Nullable Instant next, Instant now) {
        Schedule schedule = (Schedule) Objects.requireNonNull(entry.definition().timing());
        Instant latest = due;
        Instant following = next;
        for (int i = 0; following != null && !following.isAfter(now) && !entry.unsure; i++) {
            latest = i < FEW ? following : NextTimes.latest(entry, following, now);
            following = NextTimes.after(entry, latest, now);
        }
        return new MissedSpan(due, latest, following, schedule);
    }

    /** Those that were missed: all but the latest, and that one too where it is too late for it. */
    MissedTimes missed(TaskEntry entry, boolean withLatest) {
        try {
            return counted(new MissedTimes(entry.definition().settings()), withLatest);
        } catch (RuntimeException broken) {
            log.error(
                    "{}: its schedule {} threw; what was missed from {} is not known",
                    entry.name(),
                    schedule,
                    first,
                    broken);
            return new MissedTimes(entry.definition().settings());
        }
    }

    private MissedTimes counted(MissedTimes times, boolean withLatest) {
        Instant end = withLatest ? latest.plusNanos(1) : latest;
        List<Instant> named = lastBefore(end, times.remembers() + 1);
        if (named.isEmpty()) {
            return times;
        }
        Instant firstNamed = named.get(0);
        long before = firstNamed.equals(first) ? 0 : schedule.count(first, firstNamed);
        if (before > 0) {
            Instant lastBefore = schedule.previous(firstNamed);
            times.add(first, lastBefore == null ? first : lastBefore, before);
        }
        named.forEach(times::add);
        return times;
    }

    private List<Instant> lastBefore(Instant end, int most) {
        List<Instant> named = new ArrayList<>();
        Instant time = end.isAfter(latest) ? latest : schedule.previous(end);
        while (time != null && !time.isBefore(first) && named.size() < most) {
            named.add(time);
            time = schedule.previous(time);
        }
        Collections.reverse(named);
        return named;
    }
}
