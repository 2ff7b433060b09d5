package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Days of the week by number, Sunday being 0: in masks, bit n is day n. */
final class DaysOfWeek {

    private DaysOfWeek() {}

    /** Adds days given by number, 7 being Sunday too. */
    static TimingSpec add(TimingSpec spec, int... days) {
        TimingSpec all = spec;
        for (int day : days) {
            all = day < 0 || day > 7
                    ? all.and(new Fault("days", String.valueOf(day), "a day of the week is 0 (Sunday) to 6 (Saturday)"))
                    : all.and(List.of(DayOfWeek.of(day == 0 ? 7 : day)));
        }
        return all;
    }

    static List<DayOfWeek> of(int mask) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> (mask >> day.getValue() % 7 & 1) != 0)
                .toList();
    }

    static int mask(Collection<DayOfWeek> days) {
        int mask = 0;
        for (DayOfWeek day : days) {
            mask |= 1 << day.getValue() % 7;
        }
        return mask;
    }
}
