package dev.scheduler.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.EVERY;

/**
 * Compiles intervals of clock time. Those that come out even lie on the local grid: they divide a minute, are whole minutes
 * that divide an hour, or whole hours that divide a day. Any other is elapsed time.
 */
final class ClockIntervals {

    private static final int DAY = 24;
    static final int ODD_HOURS = 0xAA_AAAA;

    private final TimingParts parts;
    private final TimingFaults faults;

    ClockIntervals(TimingParts parts, TimingFaults faults) {
        this.parts = parts;
        this.faults = faults;
    }

    Schedule oddHours() {
        return calendar(1, atMinutes(LocalTime.MIDNIGHT), ODD_HOURS);
    }

    Schedule every(Duration length) {
        LocalDateTime from = parts.from();
        LocalTime start = from == null ? LocalTime.MIDNIGHT : from.toLocalTime();
        warnOfDays(length);
        long seconds = length.toMillis() % 1000 == 0 ? length.toSeconds() : 0;
        if (seconds > 0 && 60 % seconds == 0) {
            refuseAt();
            return calendar(grid(start.getSecond(), seconds, 60), CalendarFields.ALL_SIXTY, CalendarFields.ALL_HOURS);
        }
        if (seconds > 0 && DAY * 3600 % seconds == 0 && seconds % 3600 == 0) {
            int hours = (int) grid(start.getHour(), seconds / 3600, DAY);
            return calendar(parts.at() == null ? 1L << start.getSecond() : 1, atMinutes(start), hours);
        }
        if (seconds > 0 && 3600 % seconds == 0 && seconds % 60 == 0) {
            refuseAt();
            return calendar(
                    1L << start.getSecond(), grid(start.getMinute(), seconds / 60, 60), CalendarFields.ALL_HOURS);
        }
        return elapsed(length);
    }

    private Schedule elapsed(Duration length) {
        refuseAt();
        StartDate start = parts.start();
        return start == null
                ? ElapsedSchedule.every(length, parts.zone())
                : ElapsedSchedule.from(start.instantIn(parts.zone()), length, parts.zone());
    }

    private Schedule calendar(long seconds, long minutes, int hours) {
        DayRule days = DayFilter.rule(parts.daysOfWeek());
        CalendarFields fields =
                new CalendarFields(seconds, minutes, hours, days, CalendarFields.ALL_MONTHS, null, null);
        return new CalendarSchedule(fields, parts.from(), parts.zone());
    }

    static long grid(int offset, long step, int size) {
        long mask = 0;
        for (long value = offset % step; value < size; value += step) {
            mask |= 1L << value;
        }
        return mask;
    }

    private long atMinutes(LocalTime start) {
        AtTimes at = parts.at();
        if (at == null) {
            return 1L << start.getMinute();
        }
        if (!at.isOfHour()) {
            faults.add(AT, "with hours it is the minute, such as \":17\"; for times of day write every = \"day\"");
        }
        return at.minutes();
    }

    private void refuseAt() {
        if (parts.at() != null) {
            faults.add(
                    AT,
                    "does not go with every = \"" + faults.text(EVERY)
                            + "\": times of day go with days or longer units,"
                            + " minutes (\":17\") with whole hours that divide a day");
        }
    }

    private void warnOfDays(Duration length) {
        long hours = length.toHours();
        if (hours > DAY && hours % DAY == 0 && length.equals(Duration.ofHours(hours))) {
            faults.warn(
                    EVERY,
                    "is elapsed time, counted from 1970-01-01T00:00Z and not from midnight; did you mean \""
                            + hours / DAY + " days\"?");
        }
    }
}
