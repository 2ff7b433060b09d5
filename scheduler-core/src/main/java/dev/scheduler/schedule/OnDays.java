package dev.scheduler.schedule;

import dev.scheduler.schedule.OnDay.Kind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What "on" says.
 *
 * @param daysOfWeek days of the week, as a mask
 * @param byMonth days of a month, by the month; 0 for those said without a month
 * @param ofQuarter whether they are said to be days of the quarter
 */
record OnDays(int daysOfWeek, SortedMap<Integer, DayParts> byMonth, boolean ofQuarter) {

    static OnDays of(int start, List<OnDay> days, boolean ofQuarter) {
        int daysOfWeek = 0;
        SortedMap<Integer, DayParts> byMonth = new TreeMap<>();
        for (OnDay day : days) {
            validate(start, day);
            if (day.kind() == Kind.DAYS_OF_WEEK) {
                daysOfWeek |= day.daysOfWeek();
            } else {
                byMonth.merge(day.month(), day.parts(), DayParts::or);
            }
        }
        if (daysOfWeek != 0 && !byMonth.isEmpty()) {
            throw new Unreadable(start, "days of the week and days of the month do not mix");
        }
        if (byMonth.size() > 1 && byMonth.containsKey(0)) {
            throw new Unreadable(start, "days with and without a month do not mix");
        }
        return new OnDays(daysOfWeek, byMonth, ofQuarter);
    }

    private static void validate(int start, OnDay day) {
        if (day.kind() == Kind.WORKDAY && day.place() != OnDay.LAST && day.place() != 1) {
            throw new Unreadable(start, "expected \"first weekday\" or \"last weekday\"");
        }
        if (day.kind() == Kind.NTH && day.place() > 5) {
            throw new Unreadable(start, "a month has no more than five of each day of the week");
        }
    }

    /** How many days are said. */
    int count() {
        return Integer.bitCount(daysOfWeek)
                + byMonth.values().stream().mapToInt(DayParts::count).sum();
    }

    /** Whether these are days of the week. */
    boolean isOfWeek() {
        return daysOfWeek != 0;
    }

    /** Whether these are days of the year: their months are said. */
    boolean isOfYear() {
        return !byMonth.isEmpty() && !byMonth.containsKey(0);
    }

    /** The interval that such days suggest. */
    Interval implied() {
        if (byMonth.isEmpty()) {
            return new Interval.Dates(Cycle.Unit.WEEK, 1);
        }
        int months = isOfYear() ? 12 : ofQuarter ? 3 : 1;
        return new Interval.Dates(Cycle.Unit.MONTH, months, ofQuarter);
    }

    /** Those that are said without a month. */
    DayParts ofMonth() {
        return byMonth.getOrDefault(0, DayParts.NONE);
    }
}
