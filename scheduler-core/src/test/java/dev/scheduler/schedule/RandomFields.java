package dev.scheduler.schedule;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Compiled fields at random, whatever cron can say and phrases can: plain ones often, odd ones now and then. */
final class RandomFields {

    private final Random random;

    RandomFields(Random random) {
        this.random = random;
    }

    CalendarSchedule schedule(ZoneId zone) {
        long seconds = often() ? 1 : mask(60);
        DayRule days = days(seconds);
        boolean quartz = random.nextInt(10) == 0 && !(days.restrictsDaysOfMonth() && days.restrictsDaysOfWeek());
        CalendarFields fields = new CalendarFields(
                seconds,
                mask(60),
                (int) mask(24),
                days,
                often() ? CalendarFields.ALL_MONTHS : (int) mask(12) << 1,
                quartz ? years() : null,
                null);
        return new CalendarSchedule(fields, from(), zone);
    }

    private boolean often() {
        return random.nextInt(3) > 0;
    }

    /** A few values, an even step, a range, all, or anything. */
    private long mask(int size) {
        long all = (1L << size) - 1;
        return switch (random.nextInt(6)) {
            case 0 -> all;
            case 1 -> 1;
            case 2 -> 1 | (1L << random.nextInt(size));
            case 3 -> ClockIntervals.grid(random.nextInt(size), 1 + random.nextInt(size), size);
            case 4 -> ((all >>> random.nextInt(size)) & (all << random.nextInt(size))) | (1L << random.nextInt(size));
            default -> (random.nextLong() & all) | (1L << random.nextInt(size));
        };
    }

    private DayRule days(long seconds) {
        int ofMonth = often() ? DayRule.ALL_DAYS_OF_MONTH : (int) mask(31) << 1;
        int ofWeek = often() ? DayRule.ALL_DAYS_OF_WEEK : (int) mask(7);
        boolean odd = random.nextInt(4) == 0;
        boolean restricted = ofMonth != DayRule.ALL_DAYS_OF_MONTH && odd;
        return new DayRule(
                restricted && random.nextBoolean() ? 0 : ofMonth,
                restricted ? 1 << random.nextInt(4) : 0,
                restricted && random.nextBoolean() ? 1 << (1 + random.nextInt(31)) : 0,
                restricted && random.nextBoolean(),
                ofWeek,
                odd && ofWeek != DayRule.ALL_DAYS_OF_WEEK ? 1L << random.nextInt(35) : 0,
                odd && ofWeek != DayRule.ALL_DAYS_OF_WEEK ? 1 << random.nextInt(7) : 0,
                seconds == 1
                        && random.nextBoolean()
                        && ofMonth != DayRule.ALL_DAYS_OF_MONTH
                        && ofWeek != DayRule.ALL_DAYS_OF_WEEK);
    }

    private static YearSet years() {
        BitSet years = new BitSet();
        years.set(2027, 2031);
        return YearSet.of(years);
    }

    private @Nullable LocalDateTime from() {
        return random.nextInt(5) > 0
                ? null
                : LocalDateTime.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28), 0, 0)
                        .plusMinutes(15L * random.nextInt(96));
    }
}
