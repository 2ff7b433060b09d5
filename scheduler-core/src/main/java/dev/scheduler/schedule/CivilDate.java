package dev.scheduler.schedule;

/**
 * The Gregorian calendar in plain arithmetic, so that a search allocates nothing. A date is a day counted from 1970-01-01
 * or, taken apart, one long. The method is the one that Howard Hinnant describes in "chrono-Compatible Low-Level Date
 * Algorithms": years begin in March, so that the leap day is the last.
 */
final class CivilDate {

    private static final long DAYS_OF_ERA = 146_097;
    private static final long YEARS_OF_ERA = 400;
    private static final long EPOCH_FROM_MARCH_OF_YEAR_0 = 719_468;

    private CivilDate() {}

    /** A day taken apart, to be read with {@link #year}, {@link #month} and {@link #day}. */
    static long of(long epochDay) {
        long day = epochDay + EPOCH_FROM_MARCH_OF_YEAR_0;
        long era = Math.floorDiv(day, DAYS_OF_ERA);
        int dayOfEra = (int) (day - era * DAYS_OF_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * YEARS_OF_ERA + (month <= 2 ? 1 : 0);
        return year << 9 | (long) month << 5 | dayOfMonth;
    }

    static long year(long date) {
        return date >> 9;
    }

    static int month(long date) {
        return (int) (date >> 5) & 15;
    }

    static int day(long date) {
        return (int) date & 31;
    }

    /** The epoch day of a month's first day. */
    static long firstDay(long year, int month) {
        long marchYear = month <= 2 ? year - 1 : year;
        int monthFromMarch = month <= 2 ? month + 9 : month - 3;
        long era = Math.floorDiv(marchYear, YEARS_OF_ERA);
        int yearOfEra = (int) (marchYear - era * YEARS_OF_ERA);
        int dayOfYear = (153 * monthFromMarch + 2) / 5;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_OF_ERA + dayOfEra - EPOCH_FROM_MARCH_OF_YEAR_0;
    }

    /** The number of days in a month. */
    static int length(long year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return 30 + ((month + (month >> 3)) & 1);
    }

    /** The day of the week of an epoch day, Sunday being 0. */
    static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    private static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || (year & 15) == 0);
    }
}
