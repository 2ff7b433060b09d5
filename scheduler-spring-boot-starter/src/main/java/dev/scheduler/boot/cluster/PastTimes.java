package dev.scheduler.boot.cluster;

import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled times of a task by all the schedules that it has had, each for as long as it counted. Where two counted at the
 * same time, as nodes with the next one were there already, these are the times of both.
 */
final class PastTimes implements Schedule {

    /** Beyond so many, times that two schedules share are counted twice. */
    private static final long MOST_WALKED = 100_000;

    private final List<Reign> reigns = new ArrayList<>();

    /**
     * A schedule for as long as it counted.
     *
     * @param since the first instant later than this is the first that may be one of its times
     * @param until the last that may be one
     */
    private record Reign(Schedule schedule, Instant since, Instant until) {

        @Nullable
        Instant next(Instant after) {
            Instant next = schedule.next(TaskAccount.later(after, since));
            return next == null || next.isAfter(until) ? null : next;
        }

        @Nullable
        Instant previous(Instant before) {
            Instant previous = schedule.previous(TaskAccount.earlier(before, until.plusNanos(1)));
            return previous == null || !previous.isAfter(since) ? null : previous;
        }

        long count(Instant after, Instant last) {
            Instant from = TaskAccount.later(after, since);
            Instant to = TaskAccount.earlier(last, until);
            return from.isBefore(to) ? schedule.count(from, to) : 0;
        }

        boolean touches(Instant after, Instant last) {
            return since.isBefore(last) && until.isAfter(after);
        }
    }

    void add(Schedule schedule, Instant since, Instant until) {
        if (since.isBefore(until)) {
            reigns.add(new Reign(schedule, since, until));
        }
    }

    @Override
    public @Nullable Instant next(Instant after) {
        return times(reigns.stream().map(each -> each.next(after)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public @Nullable Instant previous(Instant before) {
        return times(reigns.stream().map(each -> each.previous(before)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Stream<Instant> times(Stream<@Nullable Instant> some) {
        return some.filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    @Override
    public long count(Instant after, Instant until) {
        List<Reign> within =
                reigns.stream().filter(each -> each.touches(after, until)).toList();
        long sum = within.stream().mapToLong(each -> each.count(after, until)).sum();
        return within.size() < 2 || sum > MOST_WALKED ? sum : Schedule.super.count(after, until);
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Schedule withZone(ZoneId zone) {
        return this;
    }
}
