package dev.scheduler.benchmarks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.function.Predicate;

/**
 * The least that finding a next time can cost: masks for minute and hour, a test for the day, and the zone's offset at the
 * seed. Knows nothing of clock changes and is right only away from them.
 */
record MaskSearch(long minutes, long hours, int months, Predicate<LocalDate> day, boolean everyDay) {

    private static final ZoneRules RULES = ZoneId.of("America/New_York").getRules();
    private static final int ALL_MONTHS = ~0;
    private static final long ZERO = 1L;

    static MaskSearch of(ScheduleBenchmark.Expression expression) {
        return switch (expression) {
            case EVERY_MINUTE -> new MaskSearch(~0L, ~0L, ALL_MONTHS, date -> true, true);
            case EVERY_5_MINUTES -> new MaskSearch(0x84210842108421L, ~0L, ALL_MONTHS, date -> true, true);
            case WEEKDAYS_AT_9 -> daily(1L << 9, date -> date.getDayOfWeek().getValue() <= 5);
            case FIRST_OF_MONTH -> daily(ZERO, date -> date.getDayOfMonth() == 1);
            case FEBRUARY_29 -> new MaskSearch(ZERO, ZERO, 1 << 2, date -> date.getDayOfMonth() == 29, false);
            case SUNDAY_AT_2_30 ->
                new MaskSearch(
                        1L << 30,
                        1L << 2,
                        ALL_MONTHS,
                        date -> date.getDayOfWeek().getValue() == 7,
                        false);
            case LAST_DAY_OF_MONTH -> daily(ZERO, date -> date.getDayOfMonth() == date.lengthOfMonth());
            case THIRD_FRIDAY ->
                daily(ZERO, date -> date.getDayOfWeek().getValue() == 5 && (date.getDayOfMonth() - 1) / 7 == 2);
        };
    }

    private static MaskSearch daily(long hours, Predicate<LocalDate> day) {
        return new MaskSearch(ZERO, hours, ALL_MONTHS, day, false);
    }

    Instant next(Instant after) {
        int offset = RULES.getOffset(after).getTotalSeconds();
        long minute = Math.floorDiv(after.getEpochSecond() + offset, 60L) + 1;
        while (true) {
            long ofDay = Math.floorMod(minute, 1_440L);
            long date = Math.floorDiv(minute, 1_440L);
            if (!everyDay && !matches(LocalDate.ofEpochDay(date))) {
                minute = nextDate(date + 1) * 1_440;
                continue;
            }
            long hour = ofDay / 60;
            long laterHours = hours & (~0L << hour);
            long laterMinutes = minutes & (~0L << (ofDay % 60));
            if ((hours >>> hour & 1) == 1 && laterMinutes != 0 && Long.numberOfTrailingZeros(laterMinutes) < 60) {
                return instant(date * 1_440 + hour * 60 + Long.numberOfTrailingZeros(laterMinutes), offset);
            }
            laterHours &= ~(1L << hour);
            int nextHour = Long.numberOfTrailingZeros(laterHours);
            minute = nextHour < 24 ? date * 1_440 + nextHour * 60L : (date + 1) * 1_440;
        }
    }

    private static Instant instant(long minute, int offset) {
        return Instant.ofEpochSecond(minute * 60 - offset);
    }

    private boolean matches(LocalDate date) {
        return (months >>> date.getMonthValue() & 1) == 1 && day.test(date);
    }

    private long nextDate(long from) {
        LocalDate date = LocalDate.ofEpochDay(from);
        while (!matches(date)) {
            date = (months >>> date.getMonthValue() & 1) == 1
                    ? date.plusDays(1)
                    : date.plusMonths(1).withDayOfMonth(1);
        }
        return date.toEpochDay();
    }
}
