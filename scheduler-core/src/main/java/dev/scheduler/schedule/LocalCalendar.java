package dev.scheduler.schedule;

/**
 * Finds the local times that match compiled fields. A local time is a long: the seconds since 1970-01-01T00:00 by the clock
 * on the wall, whatever the zone. Nothing is allocated.
 */
final class LocalCalendar {

    /** No local time matches; later than every one that does. */
    static final long NONE = Long.MAX_VALUE / 2;

    static final int SECONDS_OF_DAY = 86_400;
    private static final int HORIZON_YEARS = 400;
    private static final int[] EVERY_DAY = daysByShape(DayRule.EVERY_DAY);

    private final CalendarFields fields;
    private final long seconds;
    private final long minutes;
    private final int hours;
    private final int firstOfDay;
    private final int[] daysByShape;
    private final boolean everyDay;

    LocalCalendar(CalendarFields fields) {
        this.fields = fields;
        seconds = fields.seconds();
        minutes = fields.minutes();
        hours = fields.hours();
        firstOfDay = timeOf(Integer.numberOfTrailingZeros(hours), Long.numberOfTrailingZeros(minutes));
        daysByShape = fields.days().isEveryDay() ? EVERY_DAY : daysByShape(fields.days());
        everyDay = daysByShape == EVERY_DAY
                && fields.months() == CalendarFields.ALL_MONTHS
                && fields.years() == null
                && fields.cycle() == null;
    }

    /** The days that match in each of the 28 shapes of a month: seven first weekdays by four lengths. */
    private static int[] daysByShape(DayRule rule) {
        int[] days = new int[28];
        for (int shape = 0; shape < days.length; shape++) {
            days[shape] = rule.days(shape >> 2, 28 + (shape & 3));
        }
        return days;
    }

    /** How many local times match after one on a day that matches, within so many seconds from it, which end with that day. */
    int restOfDay(long local, long length) {
        int first = Math.floorMod(local, SECONDS_OF_DAY);
        return timesBefore(first + (int) length) - timesBefore(first + 1);
    }

    /** How many of the seconds of a day before one match. */
    private int timesBefore(int time) {
        int hour = time / 3600;
        int ofHour = Long.bitCount(minutes) * Long.bitCount(seconds);
        int before = Long.bitCount(hours & ((1L << hour) - 1)) * ofHour;
        return (hours >> hour & 1) == 0 || hour == 24 ? before : before + timesOfHourBefore(time - hour * 3600);
    }

    private int timesOfHourBefore(int time) {
        int minute = time / 60;
        int before = Long.bitCount(minutes & ((1L << minute) - 1)) * Long.bitCount(seconds);
        boolean matches = (minutes >> minute & 1) != 0;
        return matches ? before + Long.bitCount(seconds & ((1L << (time - minute * 60)) - 1)) : before;
    }

    /** The first local time that matches, at or after the given one; {@link #NONE} within the horizon of 400 years. */
    long next(long local) {
        long day = Math.floorDiv(local, (long) SECONDS_OF_DAY);
        int time = nextTime((int) (local - day * SECONDS_OF_DAY));
        if (time < 0) {
            day++;
            time = firstOfDay;
        }
        if (everyDay) {
            return day * SECONDS_OF_DAY + time;
        }
        long match = nextDay(day);
        return match == NONE ? NONE : match * SECONDS_OF_DAY + (match == day ? time : firstOfDay);
    }

    /** The first second of the day that matches, at or after the given one; -1 if none is left. */
    private int nextTime(int time) {
        int hour = time / 3600;
        if ((hours >> hour & 1) != 0) {
            int ofHour = nextTimeOfHour(hour, time - hour * 3600);
            if (ofHour >= 0) {
                return ofHour;
            }
        }
        int laterHours = hours & -2 << hour;
        return laterHours == 0
                ? -1
                : timeOf(Integer.numberOfTrailingZeros(laterHours), Long.numberOfTrailingZeros(minutes));
    }

    private int nextTimeOfHour(int hour, int time) {
        int minute = time / 60;
        if ((minutes >> minute & 1) != 0) {
            long laterSeconds = seconds & -1L << (time - minute * 60);
            if (laterSeconds != 0) {
                return hour * 3600 + minute * 60 + Long.numberOfTrailingZeros(laterSeconds);
            }
        }
        long laterMinutes = minutes & -2L << minute;
        return laterMinutes == 0 ? -1 : timeOf(hour, Long.numberOfTrailingZeros(laterMinutes));
    }

    private int timeOf(int hour, int minute) {
        return hour * 3600 + minute * 60 + Long.numberOfTrailingZeros(seconds);
    }

    private long nextDay(long day) {
        long date = CivilDate.of(day);
        long year = CivilDate.year(date);
        int month = CivilDate.month(date);
        int dayOfMonth = CivilDate.day(date);
        long firstDay = day - dayOfMonth + 1;
        int days = (fields.months() >> month & 1) == 0 ? 0 : days(year, month, firstDay) & -1 << dayOfMonth;
        long lastYear = year + HORIZON_YEARS;
        while (days == 0) {
            int laterMonths = fields.months() & -2 << month;
            if (laterMonths == 0) {
                laterMonths = fields.months();
                if (++year > lastYear) {
                    return NONE;
                }
            }
            month = Integer.numberOfTrailingZeros(laterMonths);
            firstDay = CivilDate.firstDay(year, month);
            days = days(year, month, firstDay);
        }
        return firstDay + Integer.numberOfTrailingZeros(days) - 1;
    }

    private int days(long year, int month, long firstDay) {
        YearSet years = fields.years();
        if (years != null && !years.contains(year)) {
            return 0;
        }
        int days = daysByShape[CivilDate.dayOfWeek(firstDay) << 2 | CivilDate.length(year, month) - 28];
        Cycle cycle = fields.cycle();
        return cycle == null ? days : days & cycle.days(year, month, firstDay);
    }
}
