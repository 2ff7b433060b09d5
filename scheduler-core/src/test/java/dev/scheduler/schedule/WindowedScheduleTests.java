package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WindowedScheduleTests {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int ALL_DAYS = DayRule.ALL_DAYS_OF_WEEK;
    private static final int WEEKDAYS = 0b011_1110;

    @Test
    void bothEndsOfAWindowAreInside() {
        Schedule schedule = cron("0 * * * *", Window.of(List.of(range("09:00", "11:00")), List.of(), ALL_DAYS));
        assertThat(local(schedule, "2026-01-05T00:00", 4))
                .containsExactly("2026-01-05T09:00", "2026-01-05T10:00", "2026-01-05T11:00", "2026-01-06T09:00");
    }

    @Test
    void bothEndsOfAnExclusionAreOutside() {
        Schedule schedule = cron("0 * * * *", Window.of(List.of(), List.of(range("01:00", "22:00")), ALL_DAYS));
        assertThat(local(schedule, "2026-01-05T00:00", 3))
                .containsExactly("2026-01-05T23:00", "2026-01-06T00:00", "2026-01-06T23:00");
    }

    @Test
    void aWindowMayGoAroundMidnight() {
        Schedule schedule = cron("0 */4 * * *", Window.of(List.of(range("22:00", "06:00")), List.of(), ALL_DAYS));
        assertThat(local(schedule, "2026-01-05T00:00", 3))
                .containsExactly("2026-01-05T04:00", "2026-01-06T00:00", "2026-01-06T04:00");
    }

    @Test
    void aDayWordTestsTheDateOfTheInstantItself() {
        Window mondayNight = Window.of(List.of(range("22:00", "06:00")), List.of(), 0b10);
        assertThat(local(cron("0 */3 * * *", mondayNight), "2026-01-04T12:00", 4))
                .containsExactly("2026-01-05T00:00", "2026-01-05T03:00", "2026-01-05T06:00", "2026-01-12T00:00");
    }

    @Test
    void aWindowKeepsARepeatingScheduleRepeating() {
        Schedule schedule = cron("30 * * * *", Window.of(List.of(range("01:00", "02:00")), List.of(), ALL_DAYS));
        assertThat(local(schedule, "2026-11-01T00:00", 3))
                .containsExactly("2026-11-01T01:30", "2026-11-01T01:30", "2026-11-02T01:30");
    }

    @Test
    void elapsedIntervalsAreSeenInTheZone() {
        Schedule every = ElapsedSchedule.every(Duration.ofMinutes(45), NEW_YORK);
        Schedule schedule =
                new WindowedSchedule(every, Window.of(List.of(range("09:00", "10:00")), List.of(), WEEKDAYS));
        assertThat(schedule.next(Instant.parse("2026-01-02T20:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-01-05T14:15:00Z"),
                        Instant.parse("2026-01-05T15:00:00Z"),
                        Instant.parse("2026-01-06T14:15:00Z"));
        assertThat(schedule.previous(Instant.parse("2026-01-05T14:15:00Z"))).isEqualTo("2026-01-02T15:00:00Z");
    }

    @Test
    void whatIsNeverInsideHasNoNextTime() {
        Window mornings = Window.of(List.of(range("08:00", "10:00")), List.of(), ALL_DAYS);
        assertThat(cron("0 13 * * *", mornings).next(Instant.EPOCH)).isNull();
        assertThat(cron("* 13 * * *", mornings).next(Instant.EPOCH)).isNull();
        assertThat(cron("0 9 * * SUN", Window.of(List.of(), List.of(), WEEKDAYS))
                        .next(Instant.EPOCH))
                .isNull();
    }

    @Test
    void windowsOfOneMeaningAreEqual() {
        Window window = Window.of(List.of(range("22:00", "06:00")), List.of(), ALL_DAYS);
        assertThat(Window.of(List.of(range("23:00", "06:00"), range("22:00", "00:00")), List.of(), ALL_DAYS))
                .isEqualTo(window);
        assertThat(Window.of(List.of(), List.of(new Window.Range(6 * 3600 + 1, 22 * 3600 - 1)), ALL_DAYS))
                .isEqualTo(window);
    }

    @Test
    void aWindowWithoutBoundsIsAlways() {
        assertThat(Window.of(List.of(), List.of(), ALL_DAYS).isAlways()).isTrue();
        assertThat(Window.of(List.of(), List.of(), WEEKDAYS).isAlways()).isFalse();
        assertThat(Window.of(List.of(range("08:00", "10:00")), List.of(), ALL_DAYS)
                        .isAlways())
                .isFalse();
    }

    @Test
    void windowsThatLeaveNothingAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Window.of(List.of(range("09:00", "10:00")), List.of(range("08:00", "11:00")), ALL_DAYS))
                .withMessageContaining("leave no time");
        assertThatIllegalArgumentException().isThrownBy(() -> Window.of(List.of(), List.of(), 0));
    }

    @Test
    void anotherZoneMovesTheWindowAsWell() {
        Window window = Window.of(List.of(range("09:00", "11:00")), List.of(), ALL_DAYS);
        ZoneId paris = ZoneId.of("Europe/Paris");
        assertThat(cron("0 * * * *", window).withZone(paris).next(Instant.parse("2026-01-05T00:00:00Z")))
                .isEqualTo("2026-01-05T08:00:00Z");
    }

    private static Window.Range range(String first, String last) {
        return new Window.Range(
                LocalTime.parse(first).toSecondOfDay(), LocalTime.parse(last).toSecondOfDay());
    }

    private static Schedule cron(String text, Window window) {
        return new WindowedSchedule(
                new CalendarSchedule(CronParser.parse(text, warning -> {}), null, NEW_YORK), window);
    }

    private static List<String> local(Schedule schedule, String after, int count) {
        Instant seed = LocalDateTime.parse(after).atZone(NEW_YORK).toInstant();
        return schedule.next(seed, count).stream()
                .map(time -> LocalDateTime.ofInstant(time, NEW_YORK).toString())
                .toList();
    }
}
