package dev.scheduler.schedule;

/**
 * Which days of a month match. A day must satisfy the day-of-month part and the day-of-week part, or, where
 * {@code either} is set, one of them. An unrestricted part is one with every bit set, and {@code either} is then false.
 *
 * @param daysOfMonth bit n: day n, 1 to 31
 * @param fromLast bit n: the day n days before the last one ({@code L}, {@code L-3})
 * @param nearestWeekday bit n: the weekday nearest to day n within the month ({@code 15W})
 * @param lastWeekday the last weekday of the month ({@code LW})
 * @param daysOfWeek bit n: weekday n, Sunday being 0
 * @param nthDaysOfWeek bit {@code weekday * 5 + n - 1}: the n-th such weekday of the month ({@code FRI#3})
 * @param lastDaysOfWeek bit n: the last weekday n of the month ({@code 5L})
 * @param either whether one part is enough (crontab(5)'s rule for two restricted fields)
 */
record DayRule(
        int daysOfMonth,
        int fromLast,
        int nearestWeekday,
        boolean lastWeekday,
        int daysOfWeek,
        long nthDaysOfWeek,
        int lastDaysOfWeek,
        boolean either) {

    static final int ALL_DAYS_OF_MONTH = 0xFFFF_FFFE;
    static final int ALL_DAYS_OF_WEEK = 0b111_1111;

    /** Every day. */
    static final DayRule EVERY_DAY = new DayRule(ALL_DAYS_OF_MONTH, 0, 0, false, ALL_DAYS_OF_WEEK, 0, 0, false);
}
