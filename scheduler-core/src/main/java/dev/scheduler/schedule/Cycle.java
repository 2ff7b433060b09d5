package dev.scheduler.schedule;

/**
 * Every how many calendar units a date counts, for intervals that no cron can say.
 *
 * @param unit the unit
 * @param every the number of units, 2 or more
 * @param phase which of them count, normalised so that equal cycles are equal: for days the epoch day modulo
 *     {@code every}; for weeks the epoch day of the week's first day modulo {@code 7 * every}; for months the months since
 *     1970-01 modulo {@code every}; for years the years since 1970 modulo {@code every}
 */
record Cycle(Unit unit, int every, int phase) {

    /** The calendar units. */
    enum Unit {
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    /**
     * The days of a month that count, bit n being day n; bits beyond the month's end mean nothing.
     *
     * @param firstDay the epoch day of the month's first day
     */
    int days(long year, int month, long firstDay) {
        return switch (unit) {
            case DAY -> everyNth(firstDay, every, 1);
            case WEEK -> everyNth(firstDay, 7 * every, 7);
            case MONTH -> Math.floorMod((year - 1970) * 12 + month - 1 - phase, every) == 0 ? -1 : 0;
            case YEAR -> Math.floorMod(year - 1970 - phase, every) == 0 ? -1 : 0;
        };
    }

    /** The days of the month on which a run of so many days, repeated every {@code period} days, is on. */
    private int everyNth(long firstDay, int period, int run) {
        int days = 0;
        int start = Math.floorMod(phase - firstDay, period) - period + 1;
        for (int from = start; from <= 31; from += period) {
            for (int day = Math.max(from, 1); day < from + run && day <= 31; day++) {
                days |= 1 << day;
            }
        }
        return days;
    }
}
