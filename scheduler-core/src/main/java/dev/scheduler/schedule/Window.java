package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The local times at which something may be due.
 *
 * @param times the times of day, sorted, apart from each other; a day's whole length is one range
 * @param daysOfWeek bit n: weekday n, Sunday being 0, of the instant itself
 */
record Window(List<Range> times, int daysOfWeek) {

    private static final int SECONDS_OF_DAY = LocalCalendar.SECONDS_OF_DAY;

    Window {
        times = List.copyOf(times);
        if (times.isEmpty() || (daysOfWeek & DayRule.ALL_DAYS_OF_WEEK) == 0) {
            throw new IllegalArgumentException("These windows leave no time at which anything could be due");
        }
    }

    /**
     * The times inside any of some ranges and outside all of some others. Ranges may wrap around midnight and overlap.
     *
     * @param between empty for the whole day
     * @throws IllegalArgumentException if nothing is left
     */
    static Window of(List<Range> between, List<Range> unlessBetween, int daysOfWeek) {
        BitSet allowed = new BitSet(SECONDS_OF_DAY);
        for (Range range : between.isEmpty() ? List.of(Range.DAY) : between) {
            range.set(allowed, true);
        }
        for (Range range : unlessBetween) {
            range.set(allowed, false);
        }
        List<Range> times = new ArrayList<>();
        for (int first = allowed.nextSetBit(0); first >= 0; ) {
            int end = allowed.nextClearBit(first);
            times.add(new Range(first, end - 1));
            first = allowed.nextSetBit(end);
        }
        return new Window(times, daysOfWeek);
    }

    /** Whether everything is inside. */
    boolean isAlways() {
        Range first = times.get(0);
        return first.first() == 0 && first.last() == SECONDS_OF_DAY - 1 && daysOfWeek == DayRule.ALL_DAYS_OF_WEEK;
    }

    /** The first local time inside, in seconds since 1970-01-01T00:00 on the wall, at or after the given one. */
    long next(long local) {
        long day = Math.floorDiv(local, (long) SECONDS_OF_DAY);
        if (isOn(day)) {
            int time = nextTime((int) (local - day * SECONDS_OF_DAY));
            if (time >= 0) {
                return day * SECONDS_OF_DAY + time;
            }
        }
        do {
            day++;
        } while (!isOn(day));
        return day * SECONDS_OF_DAY + times.get(0).first();
    }

    /** Whether a time of day, in seconds, lies inside. */
    boolean allows(int time) {
        return times.stream().anyMatch(range -> range.first() <= time && time <= range.last());
    }

    private boolean isOn(long day) {
        return (daysOfWeek >> CivilDate.dayOfWeek(day) & 1) != 0;
    }

    private int nextTime(int time) {
        for (int i = 0; i < times.size(); i++) {
            if (time <= times.get(i).last()) {
                return Math.max(time, times.get(i).first());
            }
        }
        return -1;
    }

    /**
     * Times of day, in seconds, both ends inclusive. The first may be later than the last: around midnight then.
     *
     * @param first 0 to 86399
     * @param last 0 to 86399
     */
    record Range(int first, int last) {

        static final Range DAY = new Range(0, SECONDS_OF_DAY - 1);

        private void set(BitSet seconds, boolean value) {
            if (first <= last) {
                seconds.set(first, last + 1, value);
            } else {
                seconds.set(first, SECONDS_OF_DAY, value);
                seconds.set(0, last + 1, value);
            }
        }
    }
}
