package dev.scheduler.schedule;

import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a calendar schedule: the local times and dates that match, as bit masks. Two spellings that mean
 * the same compile to equal fields.
 *
 * @param seconds bit n: second n of the minute
 * @param minutes bit n: minute n of the hour
 * @param hours bit n: hour n of the day
 * @param days the days of the month that match
 * @param months bit n: month n, 1 to 12
 * @param years the years that match, ascending; null for every year
 * @param cycle which of those days count, for intervals such as "every 3 weeks"; null for all
 */
record CalendarFields(
        long seconds,
        long minutes,
        int hours,
        DayRule days,
        int months,
        @Nullable YearSet years,
        @Nullable Cycle cycle) {

    static final long ALL_SIXTY = (1L << 60) - 1;
    static final int ALL_HOURS = (1 << 24) - 1;
    static final int ALL_MONTHS = 0b1_1111_1111_1110;

    /** Whether the schedule fires in both passes of an overlap and never in a gap: all hours are allowed. */
    boolean isRepeating() {
        return hours == ALL_HOURS;
    }

    /** Whether there may be no date that matches; whole days of the week alone leave some in every month. */
    boolean mayBeEmpty() {
        return days.restrictsDaysOfMonth() || days.daysOfWeek() == 0 || years != null || cycle != null;
    }

    /** The same with another rule for the days. */
    CalendarFields with(DayRule otherDays) {
        return new CalendarFields(seconds, minutes, hours, otherDays, months, years, cycle);
    }
}
