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
    private static final int ONCE_A_WEEK = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28;

    /** Every day. */
    static final DayRule EVERY_DAY = new DayRule(ALL_DAYS_OF_MONTH, 0, 0, false, ALL_DAYS_OF_WEEK, 0, 0, false);

    /** Takes out what says nothing more, so that rules of one meaning are equal. */
    DayRule {
        for (int day = 0; day < 7; day++) {
            if (((nthDaysOfWeek >> (day * 5)) & 0b1_1111) == 0b1_1111) {
                daysOfWeek |= 1 << day;
            }
            if ((daysOfWeek >> day & 1) != 0) {
                nthDaysOfWeek &= ~(0b1_1111L << (day * 5));
                lastDaysOfWeek &= ~(1 << day);
            }
        }
        if (daysOfMonth == ALL_DAYS_OF_MONTH || (either && daysOfWeek == ALL_DAYS_OF_WEEK)) {
            daysOfMonth = ALL_DAYS_OF_MONTH;
            fromLast = 0;
            nearestWeekday = 0;
            lastWeekday = false;
        }
        if (either && daysOfMonth == ALL_DAYS_OF_MONTH) {
            daysOfWeek = ALL_DAYS_OF_WEEK;
            nthDaysOfWeek = 0;
            lastDaysOfWeek = 0;
            either = false;
        }
    }

    /** Whether every day matches. */
    boolean isEveryDay() {
        return !restrictsDaysOfMonth() && !restrictsDaysOfWeek();
    }

    /** Whether there are days of the month that do not match. */
    boolean restrictsDaysOfMonth() {
        return daysOfMonth != ALL_DAYS_OF_MONTH;
    }

    /** Whether there are days of the week that do not match. */
    boolean restrictsDaysOfWeek() {
        return daysOfWeek != ALL_DAYS_OF_WEEK;
    }

    /** Whether there is any day of the week that may match. */
    boolean hasDaysOfWeek() {
        return daysOfWeek != 0 || nthDaysOfWeek != 0 || lastDaysOfWeek != 0;
    }

    /** Whether some of the days are counted from the month's beginning. */
    boolean countsFromStart() {
        boolean places = restrictsDaysOfMonth() && (daysOfMonth | nearestWeekday) != 0;
        return places || nthDaysOfWeek != 0;
    }

    /** Whether some of the days are counted from the month's end. */
    boolean countsFromEnd() {
        return fromLast != 0 || lastWeekday || lastDaysOfWeek != 0;
    }

    /**
     * The days that match in a month, bit n being day n.
     *
     * @param firstDayOfWeek the weekday of the month's first day, Sunday being 0
     * @param length the number of days in the month
     */
    int days(int firstDayOfWeek, int length) {
        int ofMonth = daysOfMonth | fromLast(length) | nearestWeekdays(firstDayOfWeek, length);
        int ofWeek = byDayOfWeek(firstDayOfWeek, length);
        int days = either ? ofMonth | ofWeek : ofMonth & ofWeek;
        return days & ALL_DAYS_OF_MONTH & -1 >>> (31 - length);
    }

    private int fromLast(int length) {
        int days = 0;
        for (int rest = fromLast; rest != 0; rest &= rest - 1) {
            int day = length - Integer.numberOfTrailingZeros(rest);
            days |= day > 0 ? 1 << day : 0;
        }
        return days;
    }

    private int nearestWeekdays(int firstDayOfWeek, int length) {
        int days = lastWeekday ? 1 << nearestWeekday(length, firstDayOfWeek, length) : 0;
        for (int rest = nearestWeekday; rest != 0; rest &= rest - 1) {
            int day = Integer.numberOfTrailingZeros(rest);
            days |= day <= length ? 1 << nearestWeekday(day, firstDayOfWeek, length) : 0;
        }
        return days;
    }

    private static int nearestWeekday(int day, int firstDayOfWeek, int length) {
        return switch ((firstDayOfWeek + day - 1) % 7) {
            case 0 -> day == length ? day - 2 : day + 1;
            case 6 -> day == 1 ? day + 2 : day - 1;
            default -> day;
        };
    }

    private int byDayOfWeek(int firstDayOfWeek, int length) {
        if (!restrictsDaysOfWeek()) {
            return ALL_DAYS_OF_MONTH;
        }
        int days = 0;
        for (int dayOfWeek = 0; dayOfWeek < 7; dayOfWeek++) {
            int first = 1 + (dayOfWeek - firstDayOfWeek + 7) % 7;
            if ((daysOfWeek >> dayOfWeek & 1) != 0) {
                days |= ONCE_A_WEEK << first;
            } else {
                days |= nth((int) (nthDaysOfWeek >> (dayOfWeek * 5)) & 0b1_1111, first, length);
                days |= (lastDaysOfWeek >> dayOfWeek & 1) << (first + (length - first) / 7 * 7);
            }
        }
        return days;
    }

    /** Some of the days that come once a week from the first one on. */
    private static int nth(int places, int first, int length) {
        int days = 0;
        for (int rest = places; rest != 0; rest &= rest - 1) {
            int day = first + Integer.numberOfTrailingZeros(rest) * 7;
            days |= day <= length ? 1 << day : 0;
        }
        return days;
    }
}
