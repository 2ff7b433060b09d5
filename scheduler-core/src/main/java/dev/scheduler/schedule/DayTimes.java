package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Times of day as fields: each of the seconds of each of the minutes of each of the hours.
 *
 * @param seconds bit n: second n
 * @param minutes bit n: minute n
 * @param hours bit n: hour n
 */
record DayTimes(long seconds, long minutes, int hours) {

    /**
     * The fewest fields that say some times of day, such as one for 8:00 and 17:00, two for 8:00 and 17:30. The same times
     * give the same fields.
     */
    static List<DayTimes> of(Collection<Integer> secondsOfDay) {
        Map<Hours, Long> secondsOf = new LinkedHashMap<>();
        for (int second = 0; second < 60; second++) {
            for (Hours each : inSecond(second, secondsOfDay)) {
                secondsOf.merge(each, 1L << second, (all, bit) -> all | bit);
            }
        }
        List<DayTimes> times = new ArrayList<>();
        secondsOf.forEach((each, seconds) -> times.add(new DayTimes(seconds, each.minutes, each.hours)));
        times.sort(Comparator.comparingInt(DayTimes::first));
        return times;
    }

    private static List<Hours> inSecond(int second, Collection<Integer> secondsOfDay) {
        Map<Integer, Integer> hoursOfMinute = new TreeMap<>();
        for (int time : secondsOfDay) {
            if (time % 60 == second) {
                hoursOfMinute.merge(time / 60 % 60, 1 << (time / 3600), (all, bit) -> all | bit);
            }
        }
        Map<Integer, Long> minutesOfHours = new TreeMap<>();
        hoursOfMinute.forEach((minute, hours) -> minutesOfHours.merge(hours, 1L << minute, (all, bit) -> all | bit));
        List<Hours> result = new ArrayList<>();
        minutesOfHours.forEach((hours, minutes) -> result.add(new Hours(minutes, hours)));
        return result;
    }

    /** The earliest of the times, in seconds. */
    private int first() {
        return Integer.numberOfTrailingZeros(hours) * 3600
                + Long.numberOfTrailingZeros(minutes) * 60
                + Long.numberOfTrailingZeros(seconds);
    }

    static DayTimes of(CalendarFields fields) {
        return new DayTimes(fields.seconds(), fields.minutes(), fields.hours());
    }

    /** How many times these are. */
    int count() {
        return Integer.bitCount(hours) * Long.bitCount(minutes) * Long.bitCount(seconds);
    }

    /** The times, in seconds, ascending. */
    IntStream times() {
        return Bits.of(hours)
                .flatMap(hour -> Bits.of(minutes)
                        .flatMap(minute -> Bits.of(seconds).map(second -> hour * 3600 + minute * 60 + second)));
    }

    private record Hours(long minutes, int hours) {}
}
