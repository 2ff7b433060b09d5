package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnionScheduleTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void firesAtEachOfTheTimes() {
        Schedule schedule = Schedule.parse("daily at 8:00 and 17:30", PARIS);

        assertThat(schedule.next(Instant.parse("2026-01-05T00:00:00Z"), 3))
                .extracting(Instant::toString)
                .containsExactly("2026-01-05T07:00:00Z", "2026-01-05T16:30:00Z", "2026-01-06T07:00:00Z");
        assertThat(schedule.previous(Instant.parse("2026-01-05T07:00:00Z"))).hasToString("2026-01-04T16:30:00Z");
    }

    @Test
    void firesOnEachOfTheDates() {
        Schedule schedule = Schedule.parse("june 1 and december 15 at 9:00", PARIS);

        assertThat(schedule.next(Instant.parse("2026-01-05T00:00:00Z"), 3))
                .extracting(Instant::toString)
                .containsExactly("2026-06-01T07:00:00Z", "2026-12-15T08:00:00Z", "2027-06-01T07:00:00Z");
    }

    @Test
    void makesOneRunOfTwoTimesInAGap() {
        Schedule schedule = Schedule.parse("daily at 2:10, 2:40 and 12:05", PARIS);

        assertThat(schedule.next(Instant.parse("2026-03-29T00:00:00Z"), 2))
                .extracting(Instant::toString)
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T10:05:00Z");
    }

    @Test
    void isTheSameHoweverTheTimesAreOrdered() {
        Schedule schedule = Schedule.parse("daily at 8:00, 8:30, 9:00, 17:15", PARIS);

        assertThat(schedule).isEqualTo(Schedule.parse("daily at 17:15, 9:00, 8:30 and 8:00", PARIS));
        assertThat(schedule).hasToString("every day at 08:00, 08:30, 09:00 and 17:15");
        assertThat(schedule.cron()).isEmpty();
        assertThat(schedule.withZone(ZoneId.of("UTC")))
                .isEqualTo(Schedule.parse("daily at 8:00, 8:30, 9:00, 17:15", ZoneId.of("UTC")));
    }

    @Test
    void isNoneWhereOneExpressionSaysAll() {
        assertThat(Schedule.parse("daily at 8:00, 8:30, 17:00, 17:30", PARIS))
                .isEqualTo(Schedule.parse("0,30 8,17 * * *", PARIS));
    }
}
