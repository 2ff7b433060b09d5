package dev.scheduler.schedule;

/** Narrows rules for days to some days of the week. */
final class DayFilter {

    private DayFilter() {}

    /** All of these days of the week. */
    static DayRule rule(int daysOfWeek) {
        return narrow(DayRule.EVERY_DAY, daysOfWeek);
    }

    /** Whether a rule can say by itself that it is narrowed to some days of the week. */
    static boolean canNarrow(DayRule rule, int daysOfWeek) {
        return !rule.either() || daysOfWeek == DayRule.ALL_DAYS_OF_WEEK;
    }

    /** The days that match a rule and are one of some days of the week. */
    static DayRule narrow(DayRule rule, int daysOfWeek) {
        long nth = 0;
        for (int day = 0; day < 7; day++) {
            nth |= ((daysOfWeek >> day) & 1) == 0 ? 0 : 0b1_1111L << (day * 5);
        }
        return new DayRule(
                rule.daysOfMonth(),
                rule.fromLast(),
                rule.nearestWeekday(),
                rule.lastWeekday(),
                rule.daysOfWeek() & daysOfWeek,
                rule.nthDaysOfWeek() & nth,
                rule.lastDaysOfWeek() & daysOfWeek,
                rule.either());
    }
}
