package dev.scheduler.schedule;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.ON;

/** What "twice" means for each unit: which interval, and when where nothing else is said. */
final class Rates {

    private Rates() {}

    /** The interval of something that is due twice in a unit, as the grammar of intervals reads it. */
    static String interval(IntervalUnit unit, int start) {
        return switch (unit) {
            case HOUR -> "30 minutes";
            case DAY -> "day";
            case WEEK -> "week";
            case MONTH -> "month";
            case YEAR -> "6 months";
            default -> throw new Unreadable(start, "twice goes with an hour, a day, a week, a month or a year");
        };
    }

    /** Supplies what is left out; refuses what says other than two. */
    static TimingSpec complete(TimingSpec spec, IntervalUnit unit, int start) {
        String at = spec.at();
        String on = spec.on();
        return switch (unit) {
            case DAY -> {
                check(
                        start,
                        at == null
                                ? 2
                                : Tokens.read(at, ClockTime.EXPECTED, AtTimes::read)
                                        .count(),
                        "times");
                yield at == null ? spec.with(AT, "1:00 and 13:00") : spec;
            }
            case WEEK, MONTH -> {
                boolean supplied = on == null && unit == IntervalUnit.MONTH;
                check(
                        start,
                        supplied
                                ? 2
                                : on == null
                                        ? 0
                                        : Tokens.read(on, OnWords.EXPECTED, OnWords::read)
                                                .count(),
                        "days");
                yield supplied ? spec.with(ON, "1st and 16th") : spec;
            }
            default -> spec;
        };
    }

    private static void check(int start, int said, String what) {
        if (said != 2) {
            throw new Unreadable(start, "twice takes two " + what + ", not " + (said == 0 ? "none" : said));
        }
    }
}
