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
}
