package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many scheduled times lie between two instants, beside walking through all of them. */
class CountTests {

    private static final List<String> TEXTS = List.of(
            "every 7 minutes",
            "*/10 * * * * *",
            "every 15 minutes",
            "0 */6 * * *",
            "0,30 0-3 * * *",
            "30 2 * * *",
            "weekdays at 9",
            "every month on the last day at 15:00",
            "every 10 minutes between 22:00 and 06:00 on weekdays",
            "twice daily at 1:00 and 13:30",
            "0/7 * 1-4 * * *",
            "5,25,45 0/2 0,2,23 * * *",
            "59 59 23 1,15 * *",
            "every 2 weeks on friday");
    private static final List<String> ZONES = List.of(
            "UTC", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Asia/Beirut");

    @Test
    void countIsThatOfAWalk() {
        Random random = new Random(7);
        for (String zone : ZONES) {
            for (String text : TEXTS) {
                Schedule schedule = Schedule.parse(text, ZoneId.of(zone));
                for (int i = 0; i < 40; i++) {
                    Instant after = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(250_000_000));
                    Instant until =
                            after.plusSeconds(random.nextInt(10 * 86_400)).plusMillis(random.nextInt(1_000));
                    assertThat(schedule.count(after, until))
                            .as("%s in %s from %s to %s", text, zone, after, until)
                            .isEqualTo(walk(schedule, after, until));
                }
            }
        }
    }

    private static long walk(Schedule schedule, Instant after, Instant until) {
        long count = 0;
        for (Instant time = schedule.next(after); time != null && !time.isAfter(until); time = schedule.next(time)) {
            count++;
        }
        return count;
    }

    @Test
    void bothEndsAreCountedAsNextDoes() {
        Schedule schedule = Schedule.parse("every 7 minutes", ZoneId.of("UTC"));
        Instant first = Instant.parse("1970-01-01T00:07:00Z");

        assertThat(schedule.count(Instant.EPOCH, first)).isEqualTo(1);
        assertThat(schedule.count(Instant.EPOCH, first.minusMillis(1))).isZero();
        assertThat(schedule.count(first, first.plus(Duration.ofMinutes(7)))).isEqualTo(1);
    }

    @Test
    void twoYearsOfSecondsAreCountedByDays() {
        Schedule schedule = Schedule.parse("every second", ZoneId.of("Europe/Paris"));
        Instant start = Instant.parse("2024-01-01T00:00:00Z");

        assertThat(schedule.count(start, start.plus(Duration.ofDays(731)))).isEqualTo(731L * 86_400);
    }
}
