package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;
import static org.assertj.core.api.Assertions.assertThat;

/** Calendar intervals against a walk from day to day that counts units as a person would. */
class DateIntervalsTests {

    private static final LocalDate SEED = LocalDate.of(2025, 12, 30);
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private final Random random = new Random(17);

    @Test
    void countsDays() {
        for (int i = 0; i < 100; i++) {
            int count = 1 + random.nextInt(40);
            LocalDate from = from();
            LocalDate anchor = from == null ? EPOCH : from;
            assertWalk(count + " days", null, from, date -> ChronoUnit.DAYS.between(anchor, date) % count == 0);
        }
    }

    @Test
    void countsWeeks() {
        for (int i = 0; i < 200; i++) {
            int count = 1 + random.nextInt(9);
            DayOfWeek one = DayOfWeek.of(1 + random.nextInt(7));
            DayOfWeek other = DayOfWeek.of(1 + random.nextInt(7));
            LocalDate from = from();
            LocalDate anchor = from == null ? LocalDate.of(1970, 1, 4) : from;
            assertWalk(
                    count + " weeks",
                    one + ", " + other,
                    from,
                    date -> (date.getDayOfWeek() == one || date.getDayOfWeek() == other)
                            && ChronoUnit.DAYS.between(anchor, date) / 7 % count == 0);
        }
    }

    @Test
    void countsMonths() {
        for (int i = 0; i < 100; i++) {
            int count = 1 + random.nextInt(40);
            int day = 1 + random.nextInt(31);
            LocalDate from = from();
            LocalDate anchor = (from == null ? EPOCH : from).withDayOfMonth(1);
            if (count % 12 != 0) {
                assertWalk(
                        count + " months",
                        String.valueOf(day),
                        from,
                        date -> date.getDayOfMonth() == day && monthsSince(anchor, date) % count == 0);
            }
        }
    }

    @Test
    void countsYears() {
        for (int i = 0; i < 60; i++) {
            int count = 1 + random.nextInt(9);
            LocalDate day = LocalDate.of(2027, 1, 1).plusDays(random.nextInt(365));
            LocalDate from = from();
            LocalDate anchor = from == null ? EPOCH : from;
            assertWalk(
                    count + " years",
                    day.getMonth() + " " + day.getDayOfMonth(),
                    from,
                    date -> date.getMonth() == day.getMonth()
                            && date.getDayOfMonth() == day.getDayOfMonth()
                            && (date.getYear() - anchor.getYear()) % count == 0);
        }
    }

    @Test
    void takesWhatIsLeftOutFromTheStart() {
        for (int i = 0; i < 60; i++) {
            LocalDate from = SEED.plusDays(random.nextInt(800));
            assertWalk("2 weeks", null, from, date -> ChronoUnit.DAYS.between(from, date) % 14 == 0);
            assertWalk(
                    "2 years",
                    null,
                    from,
                    date -> date.getMonth() == from.getMonth()
                            && date.getDayOfMonth() == from.getDayOfMonth()
                            && (date.getYear() - from.getYear()) % 2 == 0);
        }
    }

    private @Nullable LocalDate from() {
        return random.nextBoolean() ? null : SEED.plusDays(random.nextInt(800));
    }

    private static long monthsSince(LocalDate anchor, LocalDate date) {
        return ChronoUnit.MONTHS.between(anchor, date.withDayOfMonth(1));
    }

    private static void assertWalk(
            String every, @Nullable String on, @Nullable LocalDate from, Predicate<LocalDate> matches) {
        Map<TimingAttribute, String> texts = new TreeMap<>(Map.of(EVERY, every));
        if (on != null) {
            texts.put(ON, on);
        }
        if (from != null) {
            texts.put(FROM, from.toString());
        }
        Schedule schedule = (Schedule) new Fluent(TimingSpec.of(texts)).timing();
        List<Instant> expected = new ArrayList<>();
        LocalDate end = SEED.plusYears(12);
        for (LocalDate date = SEED; date.isBefore(end); date = date.plusDays(1)) {
            if (matches.test(date) && (from == null || !date.isBefore(from))) {
                expected.add(date.atStartOfDay().toInstant(ZoneOffset.UTC));
            }
        }
        Instant start = SEED.atStartOfDay().minusSeconds(1).toInstant(ZoneOffset.UTC);
        assertThat(schedule.withZone(ZoneOffset.UTC).next(start, expected.size()))
                .as("%s", texts)
                .isEqualTo(expected);
    }
}
