package dev.scheduler.schedule;

import com.cronutils.model.field.CronFieldName;
import java.util.List;

/** The fields of a cron expression, in their order. */
enum CronField {
    SECOND("second", "minute", CronFieldName.SECOND, 0, 59),
    MINUTE("minute", "hour", CronFieldName.MINUTE, 0, 59),
    HOUR("hour", "day", CronFieldName.HOUR, 0, 23),
    DAY_OF_MONTH("day of month", "month", CronFieldName.DAY_OF_MONTH, 1, 31),
    MONTH("month", "year", CronFieldName.MONTH, 1, 12),
    DAY_OF_WEEK("day of week", "week", CronFieldName.DAY_OF_WEEK, 0, 7),
    YEAR("year", "era", CronFieldName.YEAR, YearSet.FIRST, 2099);

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final String word;
    private final String whole;
    private final CronFieldName theirs;
    private final int first;
    private final int last;

    CronField(String word, String whole, CronFieldName theirs, int first, int last) {
        this.word = word;
        this.whole = whole;
        this.theirs = theirs;
        this.first = first;
        this.last = last;
    }

    /** What it is called in messages. */
    String word() {
        return word;
    }

    /** The span of time whose parts the field counts. */
    String whole() {
        return whole;
    }

    /** Its name in cron-utils. */
    CronFieldName theirs() {
        return theirs;
    }

    /** The least number. */
    int first() {
        return first;
    }

    /** The greatest number; for the day of week 7, which is Sunday as 0 is. */
    int last() {
        return last;
    }

    /** The number of different values. */
    int size() {
        return this == DAY_OF_WEEK ? 7 : last - first + 1;
    }

    /** The names of the values, from the first on; empty where there are none. */
    List<String> names() {
        return this == MONTH ? MONTHS : this == DAY_OF_WEEK ? DAYS : List.of();
    }

    /** Whether it may be {@code ?}. */
    boolean isDay() {
        return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
    }
}
