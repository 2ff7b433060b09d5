package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Timings at random, of attributes that are valid each by itself. */
final class RandomSpecs {

    private static final Map<TimingAttribute, List<String>> TEXTS = new EnumMap<>(Map.of(
            TimingAttribute.EVERY,
            List.of(
                    "second",
                    "30 seconds",
                    "45 seconds",
                    "500 ms",
                    "minute",
                    "7 minutes",
                    "15 minutes",
                    "hour",
                    "2 hours",
                    "7 hours",
                    "odd hour",
                    "36 hours",
                    "day",
                    "3 days",
                    "14 days",
                    "21 days",
                    "week",
                    "2 weeks",
                    "3 weeks",
                    "month",
                    "2 months",
                    "5 months",
                    "quarter",
                    "3 quarters",
                    "half year",
                    "18 months",
                    "year",
                    "2 years"),
            TimingAttribute.AT,
            List.of(
                    "8:00",
                    "17",
                    "8:00, 17:30",
                    "noon and midnight",
                    "1:15, 2:15:30, 3:45",
                    "23:59:59",
                    ":17",
                    ":05 and :35"),
            TimingAttribute.ON,
            List.of(
                    "monday",
                    "weekdays",
                    "sunday and wednesday",
                    "15th",
                    "1st and 16th",
                    "last day",
                    "30th and last day",
                    "last friday of the quarter",
                    "1st and last day of the quarter",
                    "first monday",
                    "first and last friday",
                    "first weekday and last weekday",
                    "1st day and third tuesday",
                    "june 1",
                    "june 1, december 15",
                    "last day of february",
                    "february 29",
                    "first monday of september",
                    "first tuesday of june, july 15"),
            TimingAttribute.FROM,
            List.of("2026-01-05", "2026-02-10T08:30", "2026-10-25T02:30", "2027-12-31T23:59:59"),
            TimingAttribute.BETWEEN,
            List.of("22:00-06:00", "8-10, 14-16", "9:00-9:30", "0:00-24:00", "23:59:59-6:00"),
            TimingAttribute.UNLESS_BETWEEN,
            List.of("12-13", "22:00-06:00")));

    private final Random random;

    RandomSpecs(Random random) {
        this.random = random;
    }

    /** A schedule; null where the attributes do not go together. */
    @Nullable
    Schedule schedule(ZoneId zone) {
        TimingSpec spec = TimingSpec.UNSET;
        for (Map.Entry<TimingAttribute, List<String>> each : TEXTS.entrySet()) {
            if (each.getKey() == TimingAttribute.EVERY || random.nextInt(3) == 0) {
                spec = spec.with(
                        each.getKey(),
                        each.getValue().get(random.nextInt(each.getValue().size())));
            }
        }
        if (random.nextInt(4) == 0) {
            spec = spec.and(List.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7))));
        }
        try {
            return spec.compile(zone).timing() instanceof Schedule schedule ? schedule : null;
        } catch (InvalidTimingException unfit) {
            return null;
        }
    }
}
