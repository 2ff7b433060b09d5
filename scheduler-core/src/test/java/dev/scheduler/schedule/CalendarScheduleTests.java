package dev.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarScheduleTests {

    private static final String NEW_YORK = "America/New_York";

    @Test
    void theNextTimeIsStrictlyLater() {
        Schedule schedule = cron("0 9 * * *", "UTC");
        assertThat(schedule.next(at("2026-01-05T09:00:00Z"))).isEqualTo("2026-01-06T09:00:00Z");
        assertThat(schedule.next(at("2026-01-05T08:59:59.999999999Z"))).isEqualTo("2026-01-05T09:00:00Z");
    }

    @Test
    void thePreviousTimeIsStrictlyEarlier() {
        Schedule schedule = cron("0 9 * * *", "UTC");
        assertThat(schedule.previous(at("2026-01-05T09:00:00Z"))).isEqualTo("2026-01-04T09:00:00Z");
        assertThat(schedule.previous(at("2026-01-05T09:00:00.000000001Z"))).isEqualTo("2026-01-05T09:00:00Z");
    }

    @Test
    void theNextTimesAreAsManyAsAskedFor() {
        assertThat(cron("0 0 1 * *", "UTC").next(at("2026-01-05T00:00:00Z"), 3))
                .containsExactly(at("2026-02-01T00:00:00Z"), at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"));
        assertThat(cron("0 0 1 * *", "UTC").next(Instant.EPOCH, 0)).isEmpty();
    }

    @Test
    void theThirtyFirstSkipsShortMonths() {
        assertThat(local(cron("0 0 31 * *", "UTC"), "2026-01-31T00:00", 3))
                .containsExactly("2026-03-31T00:00Z", "2026-05-31T00:00Z", "2026-07-31T00:00Z");
    }

    @Test
    void leapDaysAreFoundAcrossACenturyThatHasNone() {
        assertThat(local(cron("0 0 29 2 *", "UTC"), "2096-02-29T00:00", 1)).containsExactly("2104-02-29T00:00Z");
    }

    @Test
    void withoutAMatchInFourCenturiesThereIsNoNextTime() {
        CalendarFields fields = fields("0 0 29 2 *");
        DayRule never = new DayRule(1 << 30, 0, 0, false, DayRule.ALL_DAYS_OF_WEEK, 0, 0, false);
        Schedule schedule = new CalendarSchedule(
                new CalendarFields(
                        fields.seconds(), fields.minutes(), fields.hours(), never, fields.months(), null, null),
                null,
                ZoneId.of(NEW_YORK));
        assertThat(schedule.next(Instant.EPOCH)).isNull();
        assertThat(schedule.previous(Instant.EPOCH)).isNull();
    }

    @Test
    void theEndsOfTimeAreNoFault() {
        Schedule schedule = cron("30 2 * * 0", NEW_YORK);
        assertThat(schedule.next(Instant.MAX)).isNull();
        assertThat(schedule.next(Instant.MIN)).isNotNull();
        assertThat(schedule.previous(Instant.MIN)).isNull();
        assertThat(schedule.previous(Instant.MAX)).isNotNull();
    }

    @Test
    void yearsEnd() {
        Schedule schedule = cron("quartz: 0 0 12 1 1 ? 2026,2028", "UTC");
        assertThat(schedule.next(Instant.EPOCH, 5))
                .containsExactly(at("2026-01-01T12:00:00Z"), at("2028-01-01T12:00:00Z"));
        assertThat(schedule.previous(at("2400-01-01T00:00:00Z"))).isEqualTo("2028-01-01T12:00:00Z");
    }

    @Test
    void nothingIsDueBeforeTheStart() {
        Schedule schedule =
                new CalendarSchedule(fields("0 9 * * *"), LocalDateTime.parse("2026-01-05T09:00"), ZoneId.of(NEW_YORK));
        assertThat(local(schedule, "2020-01-01T00:00", 1)).containsExactly("2026-01-05T09:00-05:00");
        assertThat(schedule.previous(at("2026-01-05T14:00:00Z"))).isNull();
    }

    @Test
    void schedulesAreEqualWhenFieldsStartAndZoneAre() {
        assertThat(cron("0 0 * * 7", "UTC"))
                .isEqualTo(cron("0 0 0 ? * SUN", "UTC"))
                .hasSameHashCodeAs(cron("@weekly", "UTC"))
                .isNotEqualTo(cron("0 0 * * 1", "UTC"))
                .isNotEqualTo(cron("0 0 * * 7", NEW_YORK))
                .isNotEqualTo(new CalendarSchedule(
                        fields("@weekly"), LocalDateTime.parse("2026-01-05T00:00"), ZoneOffset.UTC));
        assertThat(cron("@weekly", "UTC").withZone(ZoneId.of(NEW_YORK))).isEqualTo(cron("@weekly", NEW_YORK));
    }

    @Nested
    class WhenClocksGoForward {

        @Test
        void aFixedTimeInTheGapFiresOnceAtTheFirstInstantAfterIt() {
            assertThat(local(cron("30 2 * * *", NEW_YORK), "2026-03-07T00:00", 3))
                    .containsExactly("2026-03-07T02:30-05:00", "2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
        }

        @Test
        void allFixedTimesInTheGapBecomeOneRun() {
            assertThat(local(cron("*/10 2 * * *", NEW_YORK), "2026-03-08T00:00", 2))
                    .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
        }

        @Test
        void aMatchAtTheEndOfTheGapIsTheSameRun() {
            assertThat(local(cron("0 2,3 * * *", NEW_YORK), "2026-03-08T00:00", 2))
                    .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
        }

        @Test
        void aRepeatingScheduleIsSilentInTheGap() {
            assertThat(local(cron("*/30 * * * *", NEW_YORK), "2026-03-08T01:15", 3))
                    .containsExactly("2026-03-08T01:30-05:00", "2026-03-08T03:00-04:00", "2026-03-08T03:30-04:00");
        }

        @Test
        void aRepeatingScheduleIsNotReplacedAfterTheGap() {
            assertThat(local(cron("45 * * * *", NEW_YORK), "2026-03-08T01:00", 2))
                    .containsExactly("2026-03-08T01:45-05:00", "2026-03-08T03:45-04:00");
        }

        @Test
        void midnightsThatDoNotExistAreNotLost() {
            assertThat(local(cron("@daily", "America/Havana"), "2026-03-07T12:00", 2))
                    .containsExactly("2026-03-08T01:00-04:00", "2026-03-09T00:00-04:00");
        }

        @Test
        void aGapOfHalfAnHourReplacesItsOwnTimesOnly() {
            assertThat(local(cron("15,45 2 * * *", "Australia/Lord_Howe"), "2026-10-04T00:00", 3))
                    .containsExactly("2026-10-04T02:30+11:00", "2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00");
        }

        @Test
        void aDayThatAZoneLeftOutBecomesOneRunAtTheNextDaysStart() {
            assertThat(local(cron("0 9,17 * * *", "Pacific/Apia"), "2011-12-29T12:00", 4))
                    .containsExactly(
                            "2011-12-29T17:00-10:00",
                            "2011-12-31T00:00+14:00",
                            "2011-12-31T09:00+14:00",
                            "2011-12-31T17:00+14:00");
        }

        @Test
        void timesBeforeTheStartAreNotReplaced() {
            LocalDateTime start = LocalDateTime.parse("2026-03-08T02:30");
            ZoneId zone = ZoneId.of(NEW_YORK);
            assertThat(local(new CalendarSchedule(fields("15 2 * * *"), start, zone), "2026-01-01T00:00", 1))
                    .containsExactly("2026-03-09T02:15-04:00");
            assertThat(local(new CalendarSchedule(fields("30 2 * * *"), start, zone), "2026-01-01T00:00", 1))
                    .containsExactly("2026-03-08T03:00-04:00");
        }
    }

    @Nested
    class WhenClocksGoBack {

        @Test
        void aFixedTimeFiresInTheFirstPassAlone() {
            assertThat(local(cron("30 1 * * *", NEW_YORK), "2026-11-01T00:00", 2))
                    .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
        }

        @Test
        void aRepeatingScheduleFiresInBothPasses() {
            assertThat(local(cron("30 * * * *", NEW_YORK), "2026-11-01T00:45", 3))
                    .containsExactly("2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00", "2026-11-01T02:30-05:00");
        }

        @Test
        void aSeedInTheSecondPassDoesNotBringAFixedTimeBack() {
            assertThat(cron("30 1 * * *", NEW_YORK).next(at("2026-11-01T06:00:00Z")))
                    .isEqualTo("2026-11-02T06:30:00Z");
        }

        @Test
        void anIntervalInSomeHoursIsSilentInTheSecondPass() {
            assertThat(local(cron("*/30 1-2 * * *", NEW_YORK), "2026-11-01T00:00", 4))
                    .containsExactly(
                            "2026-11-01T01:00-04:00",
                            "2026-11-01T01:30-04:00",
                            "2026-11-01T02:00-05:00",
                            "2026-11-01T02:30-05:00");
        }

        @Test
        void midnightsThatComeTwiceFireOnce() {
            assertThat(local(cron("@daily", "America/Havana"), "2026-10-31T12:00", 2))
                    .containsExactly("2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00");
        }
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static CalendarFields fields(String cron) {
        return CronParser.parse(cron, warning -> {});
    }

    private static Schedule cron(String cron, String zone) {
        return new CalendarSchedule(fields(cron), null, ZoneId.of(zone));
    }

    /** The next times, seen on the wall. */
    private static List<String> local(Schedule schedule, String after, int count) {
        Instant seed = LocalDateTime.parse(after).atZone(schedule.zone()).toInstant();
        return schedule.next(seed, count).stream()
                .map(time -> ZonedDateTime.ofInstant(time, schedule.zone()).toOffsetDateTime())
                .map(Objects::toString)
                .toList();
    }
}
