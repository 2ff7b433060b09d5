package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The days of a calendar interval.
 *
 * @param dates the days that count, and in which months
 * @param cycle which of them count; null for all
 */
record DatePlan(List<Dates> dates, @Nullable Cycle cycle) {

    /** Days in some months. */
    record Dates(DayRule days, int months) {}

    static DatePlan of(DayRule days, int months, @Nullable Cycle cycle) {
        return new DatePlan(List.of(new Dates(days, months)), cycle);
    }

    /** Days of the year: months with equal days go together. */
    static DatePlan ofYear(SortedMap<Integer, DayParts> byMonth, @Nullable Cycle cycle) {
        Map<DayRule, Integer> monthsOf = new LinkedHashMap<>();
        byMonth.forEach((month, days) -> monthsOf.merge(days.toRule(), 1 << month, (all, bit) -> all | bit));
        List<Dates> dates = new ArrayList<>();
        monthsOf.forEach((days, months) -> dates.add(new Dates(days, months)));
        return new DatePlan(dates, cycle);
    }

    /** Whether the days can say by themselves that they are narrowed to some days of the week. */
    boolean canNarrow(int daysOfWeek) {
        return dates.stream().allMatch(each -> DayFilter.canNarrow(each.days, daysOfWeek));
    }

    /** Those of the dates that are some days of the week; those that never are one go, unless that leaves none. */
    DatePlan narrow(int daysOfWeek) {
        List<Dates> narrowed = dates.stream()
                .map(each -> new Dates(DayFilter.narrow(each.days, daysOfWeek), each.months))
                .toList();
        List<Dates> left =
                narrowed.stream().filter(each -> each.days.hasDaysOfWeek()).toList();
        return new DatePlan(left.isEmpty() ? narrowed : left, cycle);
    }

    /** Fields for each of the dates at each of the times. */
    List<CalendarFields> at(List<DayTimes> times) {
        List<CalendarFields> fields = new ArrayList<>();
        for (Dates each : dates) {
            for (DayTimes time : times) {
                fields.add(new CalendarFields(
                        time.seconds(), time.minutes(), time.hours(), each.days, each.months, null, cycle));
            }
        }
        return fields;
    }
}
