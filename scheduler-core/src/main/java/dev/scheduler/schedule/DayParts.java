package dev.scheduler.schedule;

/** Days of a month, as they are said: any of these. See {@link DayRule} for the parts. */
record DayParts(
        int daysOfMonth,
        int fromLast,
        int nearestWeekday,
        boolean lastWeekday,
        long nthDaysOfWeek,
        int lastDaysOfWeek) {

    static final DayParts NONE = new DayParts(0, 0, 0, false, 0, 0);

    static DayParts day(int day) {
        return new DayParts(1 << day, 0, 0, false, 0, 0);
    }

    static DayParts lastDay() {
        return new DayParts(0, 1, 0, false, 0, 0);
    }

    static DayParts firstWorkday() {
        return new DayParts(0, 0, 1 << 1, false, 0, 0);
    }

    static DayParts lastWorkday() {
        return new DayParts(0, 0, 0, true, 0, 0);
    }

    static DayParts nth(int dayOfWeek, int nth) {
        return new DayParts(0, 0, 0, false, 1L << (dayOfWeek * 5 + nth - 1), 0);
    }

    static DayParts last(int dayOfWeek) {
        return new DayParts(0, 0, 0, false, 0, 1 << dayOfWeek);
    }

    DayParts or(DayParts other) {
        return new DayParts(
                daysOfMonth | other.daysOfMonth,
                fromLast | other.fromLast,
                nearestWeekday | other.nearestWeekday,
                lastWeekday || other.lastWeekday,
                nthDaysOfWeek | other.nthDaysOfWeek,
                lastDaysOfWeek | other.lastDaysOfWeek);
    }

    /** Those that are counted from the month's beginning. */
    DayParts fromStart() {
        return new DayParts(daysOfMonth, 0, nearestWeekday, false, nthDaysOfWeek, 0);
    }

    /** Those that are counted from the month's end. */
    DayParts fromEnd() {
        return new DayParts(0, fromLast, 0, lastWeekday, 0, lastDaysOfWeek);
    }

    /** Whether some are counted from the month's beginning and some from its end. */
    boolean isMixed() {
        return !fromStart().equals(NONE) && !fromEnd().equals(NONE);
    }

    /** How many days these are. */
    int count() {
        return Integer.bitCount(daysOfMonth)
                + Integer.bitCount(fromLast)
                + Integer.bitCount(nearestWeekday)
                + (lastWeekday ? 1 : 0)
                + Long.bitCount(nthDaysOfWeek)
                + Integer.bitCount(lastDaysOfWeek);
    }

    DayRule toRule() {
        boolean ofMonth = (daysOfMonth | fromLast | nearestWeekday) != 0 || lastWeekday;
        boolean ofWeek = (nthDaysOfWeek | lastDaysOfWeek) != 0;
        return new DayRule(
                ofMonth ? daysOfMonth : DayRule.ALL_DAYS_OF_MONTH,
                fromLast,
                nearestWeekday,
                lastWeekday,
                ofWeek ? 0 : DayRule.ALL_DAYS_OF_WEEK,
                nthDaysOfWeek,
                lastDaysOfWeek,
                ofMonth && ofWeek);
    }
}
