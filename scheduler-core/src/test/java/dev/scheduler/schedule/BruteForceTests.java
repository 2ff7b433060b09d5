package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static dev.scheduler.schedule.Samples.at;
import static dev.scheduler.schedule.Samples.dayOfMonth;
import static dev.scheduler.schedule.Samples.on;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of schedule beside a slow walk through local time, in zones of every oddity, around each clock change. */
class BruteForceTests {

    private static final Comparison COMPARISON = new Comparison();

    @AfterAll
    static void tellHowMuchWasCompared() {
        System.out.printf(
                Locale.ROOT,
                "Brute force: %,d instants compared in %d zones%n",
                COMPARISON.compared(),
                Comparison.ZONES.size());
        assertThat(COMPARISON.compared()).isGreaterThan(1_000_000);
    }

    @Test
    void cronExpressionsFireWhenAWalkThroughLocalTimeSaysSo() {
        Samples.cron().forEach((expression, naive) -> {
            CalendarFields fields = fields(expression);
            assertThat(fields.isRepeating()).as(expression).isEqualTo(naive.repeating());
            Comparison.ZONES.forEach(zone -> compare(new CalendarSchedule(fields, null, zone), naive));
        });
    }

    @Test
    void theDefaultLocaleNeverMatters() {
        Locale before = Locale.getDefault();
        for (String tag : List.of("tr-TR", "ar-EG")) {
            try {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Samples.cron()
                        .forEach((expression, naive) -> compare(
                                new CalendarSchedule(fields(expression), null, ZoneId.of("America/New_York")), naive));
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Test
    void cyclesCountCalendarUnitsFrom1970() {
        cycles().forEach((fields, naive) ->
                Comparison.ZONES.forEach(zone -> compare(new CalendarSchedule(fields, null, zone), naive)));
    }

    @Test
    void nothingIsDueBeforeItsStart() {
        LocalDateTime from = LocalDateTime.parse("2026-03-29T02:30");
        NaiveCalendar naive = NaiveCalendar.fixed(date -> date.isAfter(LocalDate.of(2026, 3, 28)), at("02:45"));
        for (ZoneId zone : Comparison.ZONES) {
            CalendarSchedule schedule = new CalendarSchedule(fields("45 2 * * *"), from, zone);
            compare(schedule, naive);
            Instant first = naive.due(zone, Comparison.START, Comparison.END).first();
            assertThat(schedule.next(Instant.EPOCH)).isEqualTo(first);
            assertThat(schedule.previous(first)).isNull();
        }
    }

    @Test
    void windowsLeaveOutWhatLiesOutsideThem() {
        Window nights = Window.of(List.of(range("22:00", "06:00")), List.of(range("02:10", "02:50")), 0b111_1111);
        Predicate<LocalTime> night = time -> (!time.isBefore(LocalTime.of(22, 0)) || !time.isAfter(LocalTime.of(6, 0)))
                && (time.isBefore(LocalTime.of(2, 10)) || time.isAfter(LocalTime.of(2, 50)));
        Window weekends = Window.of(List.of(), List.of(), 0b100_0001);
        for (String expression : List.of("*/5 * * * *", "0,30 2 * * *", "0 */6 * * *", "0 0 L * *", "0 3 * * ?")) {
            compareWindowed(expression, nights, local -> night.test(local.toLocalTime()));
            compareWindowed(expression, weekends, local -> on(SATURDAY, SUNDAY).test(local.toLocalDate()));
        }
    }

    @Test
    void elapsedIntervalsIgnoreClocks() {
        for (Duration interval : List.of(Duration.ofMinutes(45), Duration.ofHours(7), Duration.ofDays(2))) {
            ZoneId zone = ZoneId.of("America/New_York");
            COMPARISON.compare(
                    ElapsedSchedule.every(interval, zone),
                    false,
                    (from, until) -> elapsed(
                            interval,
                            from.atStartOfDay(zone).toInstant(),
                            until.atStartOfDay(zone).toInstant()));
        }
    }

    private static NavigableSet<Instant> elapsed(Duration interval, Instant from, Instant until) {
        NavigableSet<Instant> due = new TreeSet<>();
        for (Instant time = from; time.isBefore(until); time = time.plusSeconds(60)) {
            if (time.getEpochSecond() % interval.toSeconds() == 0) {
                due.add(time);
            }
        }
        return due;
    }

    private static void compareWindowed(String expression, Window window, Predicate<LocalDateTime> inside) {
        NaiveCalendar naive = Objects.requireNonNull(Samples.cron().get(expression));
        for (ZoneId zone : Comparison.ZONES) {
            Schedule schedule = new WindowedSchedule(new CalendarSchedule(fields(expression), null, zone), window);
            COMPARISON.compare(schedule, naive.isDense(Comparison.START, Comparison.END), (from, until) -> {
                NavigableSet<Instant> due = naive.due(zone, from, until);
                due.removeIf(time -> !inside.test(LocalDateTime.ofInstant(time, zone)));
                return due;
            });
        }
    }

    private static Map<CalendarFields, NaiveCalendar> cycles() {
        Predicate<LocalTime> at = at("02:30");
        LocalDate epoch = LocalDate.EPOCH;
        Map<CalendarFields, NaiveCalendar> all = new LinkedHashMap<>();
        all.put(
                cycle("30 2 * * *", Cycle.Unit.DAY, 2, 0),
                NaiveCalendar.fixed(date -> ChronoUnit.DAYS.between(epoch, date) % 2 == 0, at));
        all.put(
                cycle("30 2 * * *", Cycle.Unit.DAY, 45, 7),
                NaiveCalendar.fixed(date -> ChronoUnit.DAYS.between(epoch.plusDays(7), date) % 45 == 0, at));
        all.put(
                cycle("30 2 * * SUN,FRI", Cycle.Unit.WEEK, 3, 3),
                NaiveCalendar.fixed(on(SUNDAY, FRIDAY).and(date -> weeksSinceSundayThe4th(date) % 3 == 0), at));
        all.put(
                cycle("30 2 31 * *", Cycle.Unit.MONTH, 7, 3),
                NaiveCalendar.fixed(
                        dayOfMonth(31).and(date -> ChronoUnit.MONTHS.between(epoch, date.withDayOfMonth(1)) % 7 == 3),
                        at));
        all.put(
                cycle("30 2 29 2,3 *", Cycle.Unit.YEAR, 4, 2),
                NaiveCalendar.fixed(
                        dayOfMonth(29)
                                .and(Samples.month(2, 3))
                                .and(date -> ChronoUnit.YEARS.between(epoch, date.withDayOfYear(1)) % 4 == 2),
                        at));
        return all;
    }

    private static long weeksSinceSundayThe4th(LocalDate date) {
        LocalDate sunday = date.with(TemporalAdjusters.previousOrSame(SUNDAY));
        return ChronoUnit.WEEKS.between(LocalDate.of(1970, 1, 4), sunday);
    }

    private static CalendarFields cycle(String expression, Cycle.Unit unit, int every, int phase) {
        CalendarFields all = fields(expression);
        return new CalendarFields(
                all.seconds(),
                all.minutes(),
                all.hours(),
                all.days(),
                all.months(),
                null,
                new Cycle(unit, every, phase));
    }

    private static void compare(CalendarSchedule schedule, NaiveCalendar naive) {
        COMPARISON.compare(
                schedule,
                naive.isDense(Comparison.START, Comparison.END),
                (from, until) -> naive.due(schedule.zone(), from, until));
    }

    private static Window.Range range(String first, String last) {
        return new Window.Range(
                LocalTime.parse(first).toSecondOfDay(), LocalTime.parse(last).toSecondOfDay());
    }

    private static CalendarFields fields(String expression) {
        return CronParser.parse(expression, warning -> {});
    }
}
