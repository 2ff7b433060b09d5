package dev.scheduler.schedule;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What "at" says: times of day, or minutes of the hour, never both.
 *
 * @param times times of day, in seconds
 * @param minutes bit n: minute n of the hour
 */
record AtTimes(SortedSet<Integer> times, long minutes) {

    /** Whether minutes of the hour are said. */
    boolean isOfHour() {
        return minutes != 0;
    }

    /** How many times or minutes are said. */
    int count() {
        return times.size() + Long.bitCount(minutes);
    }

    /** The interval that such times suggest. */
    Interval implied() {
        return isOfHour() ? new Interval.Clock(Duration.ofHours(1)) : new Interval.Dates(Cycle.Unit.DAY, 1);
    }

    /** Reads a list. */
    static AtTimes read(Tokens tokens) {
        int start = tokens.position();
        SortedSet<Integer> times = new TreeSet<>();
        long minutes = 0;
        do {
            if (tokens.accept(":")) {
                minutes |= 1L << ClockTime.sixty(tokens, "minutes");
            } else {
                times.add(ClockTime.read(tokens));
            }
        } while (acceptSeparator(tokens));
        if (minutes != 0 && !times.isEmpty()) {
            throw new Unreadable(start, "times of day and minutes of the hour do not mix");
        }
        return new AtTimes(times, minutes);
    }

    private static boolean acceptSeparator(Tokens tokens) {
        return tokens.attempt(() -> {
                    boolean separated = tokens.accept(",", "and") || tokens.acceptOneOf(",", "and", "&");
                    return (separated && (tokens.isNext(":") || ClockTime.isNextInList(tokens))) ? true : null;
                })
                != null;
    }
}
