package dev.scheduler.schedule;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields that repeat within the day, in words: {@code every 5 minutes on weekdays}. */
final class ClockPhrase {

    /** A list longer than this is better read as cron. */
    private static final int MOST_MINUTES = 4;

    private final CalendarFields fields;
    private final boolean anchored;
    private final LocalTime start;

    private ClockPhrase(CalendarFields fields, @Nullable LocalDateTime from) {
        this.fields = fields;
        anchored = from != null;
        start = from == null ? LocalTime.MIDNIGHT : from.toLocalTime();
    }

    static Optional<String> of(CalendarFields fields, @Nullable LocalDateTime from) {
        DayRule rule = fields.days();
        if (fields.cycle() != null
                || fields.years() != null
                || fields.months() != CalendarFields.ALL_MONTHS
                || !rule.equals(DayFilter.rule(rule.daysOfWeek()))) {
            return Optional.empty();
        }
        String days = rule.restrictsDaysOfWeek() ? " on " + DayPhrases.ofWeek(rule.daysOfWeek()) : "";
        return new ClockPhrase(fields, from).interval().map(interval -> "every " + interval + days);
    }

    private Optional<String> interval() {
        if (!fields.isRepeating()) {
            return hours();
        }
        if (fields.minutes() == CalendarFields.ALL_SIXTY) {
            return grid(fields.seconds(), 60, start.getSecond())
                    .map(step -> step == 60 ? "minute" : units(step, "second"));
        }
        Optional<Integer> minutes = grid(fields.minutes(), 60, start.getMinute());
        if (minutes.isPresent() && minutes.get() < 60 && fields.seconds() == 1L << start.getSecond()) {
            return minutes.map(step -> units(step, "minute"));
        }
        return atMinutes().map(at -> "hour" + at);
    }

    private Optional<String> hours() {
        Optional<String> every = grid(fields.hours(), 24, start.getHour())
                .filter(step -> step < 24)
                .map(step -> units(step, "hour"));
        Optional<String> odd = fields.hours() == ClockIntervals.ODD_HOURS ? Optional.of("odd hour") : Optional.empty();
        return every.or(() -> odd).flatMap(hours -> atMinutes().map(at -> hours + at));
    }

    /** The minutes, where they go without a second; left out where they are what is meant anyway. */
    private Optional<String> atMinutes() {
        if (fields.seconds() != 1 || Long.bitCount(fields.minutes()) > MOST_MINUTES) {
            return Optional.empty();
        }
        List<String> minutes = Bits.of(fields.minutes())
                .mapToObj(minute -> ":" + Spelling.twoDigits(minute))
                .toList();
        return Optional.of(fields.minutes() == 1 && !anchored ? "" : " at " + Spelling.list(minutes));
    }

    private static String units(int count, String unit) {
        return count == 1 ? unit : count + " " + unit + "s";
    }

    /** The step of a grid that fills a span evenly from the place where the start puts it; empty where it is none. */
    private static Optional<Integer> grid(long mask, int size, int start) {
        int step = size / Long.bitCount(mask);
        boolean even = size % Long.bitCount(mask) == 0 && mask == ClockIntervals.grid(start, step, size);
        return even ? Optional.of(step) : Optional.empty();
    }
}
