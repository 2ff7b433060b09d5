package dev.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a calendar schedule means, walked through the slow way: every second of the day by java.time, every date, every
 * offset. Shares nothing with what it is compared to.
 */
record NaiveCalendar(boolean repeating, Predicate<LocalDate> dates, Predicate<LocalTime> times) {

    private static final int MOST_TIMES = 40_000;

    /** Fires at each of its local times once a day. */
    static NaiveCalendar fixed(Predicate<LocalDate> dates, Predicate<LocalTime> times) {
        return new NaiveCalendar(false, dates, times);
    }

    /** Fires whenever the clock on the wall shows one of its times. */
    static NaiveCalendar repeating(Predicate<LocalDate> dates, Predicate<LocalTime> times) {
        return new NaiveCalendar(true, dates, times);
    }

    /** Whether a range of dates holds so many times that only parts of it can be compared. */
    boolean isDense(LocalDate from, LocalDate until) {
        return from.datesUntil(until).filter(dates).count() * timesOfDay().size() > MOST_TIMES;
    }

    /** All instants that are due on a range of local dates. */
    NavigableSet<Instant> due(ZoneId zone, LocalDate from, LocalDate until) {
        ZoneRules rules = zone.getRules();
        List<LocalTime> timesOfDay = timesOfDay();
        NavigableSet<Instant> due = new TreeSet<>();
        from.datesUntil(until)
                .filter(dates)
                .forEach(date -> timesOfDay.forEach(time -> due.addAll(instants(date.atTime(time), rules))));
        return due;
    }

    private List<LocalTime> timesOfDay() {
        return IntStream.range(0, 86_400)
                .mapToObj(LocalTime::ofSecondOfDay)
                .filter(times)
                .toList();
    }

    private List<Instant> instants(LocalDateTime local, ZoneRules rules) {
        List<Instant> passes = new ArrayList<>();
        for (ZoneOffset offset : rules.getValidOffsets(local)) {
            passes.add(local.toInstant(offset));
        }
        if (repeating) {
            return passes;
        }
        return List.of(passes.isEmpty() ? rules.getTransition(local).getInstant() : passes.get(0));
    }
}
