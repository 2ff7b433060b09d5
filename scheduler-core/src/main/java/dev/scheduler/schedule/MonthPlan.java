package dev.scheduler.schedule;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/** The days of an interval of months. */
final class MonthPlan {

    private MonthPlan() {}

    /** Days of the months that are counted from the start's. */
    static DatePlan of(DayParts days, LocalDate start, int count) {
        if (12 % count != 0) {
            Cycle cycle = DateIntervals.cycle(Cycle.Unit.MONTH, count, index(start));
            return DatePlan.of(days.toRule(), CalendarFields.ALL_MONTHS, cycle);
        }
        return DatePlan.of(days.toRule(), ShortMonths.reached(start.getMonthValue(), count), null);
    }

    /** The same, but that days which are counted from the end are those of the calendar's quarter: of its last month. */
    static DatePlan ofQuarters(DayParts days, LocalDate start, int count) {
        LocalDate end = start.withDayOfMonth(1).plusMonths(2 - (start.getMonthValue() - 1) % 3);
        if (!days.isMixed()) {
            return of(days, days.fromEnd().equals(DayParts.NONE) ? start : end, count);
        }
        SortedMap<Integer, DayParts> byMonth = new TreeMap<>();
        add(byMonth, days.fromStart(), ShortMonths.reached(start.getMonthValue(), count));
        add(byMonth, days.fromEnd(), ShortMonths.reached(end.getMonthValue(), count));
        return DatePlan.ofYear(byMonth, null);
    }

    /** A date's month, counted from January 1970. */
    static long index(LocalDate date) {
        return date.getYear() * 12L + date.getMonthValue() - 1 - 1970 * 12L;
    }

    private static void add(SortedMap<Integer, DayParts> byMonth, DayParts days, int months) {
        Bits.of(months).forEach(month -> byMonth.merge(month, days, DayParts::or));
    }
}
