package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ElapsedScheduleTests {

    private static final ZoneId UTC = ZoneOffset.UTC;

    @Test
    void countsFromTheEpochSoThatAllNodesAgree() {
        ElapsedSchedule schedule = ElapsedSchedule.every(Duration.ofMinutes(45), UTC);
        assertThat(schedule.next(Instant.EPOCH, 3)).containsExactly(at("00:45"), at("01:30"), at("02:15"));
        assertThat(schedule.previous(Instant.EPOCH)).isEqualTo("1969-12-31T23:15:00Z");
    }

    @Test
    void countsFromItsAnchorAndNotBeforeIt() {
        ElapsedSchedule schedule = ElapsedSchedule.from(at("10:10"), Duration.ofMinutes(45), UTC);
        assertThat(schedule.next(Instant.EPOCH, 2)).containsExactly(at("10:10"), at("10:55"));
        assertThat(schedule.previous(at("10:55"))).isEqualTo(at("10:10"));
        assertThat(schedule.previous(at("10:10"))).isNull();
    }

    @Test
    void partsOfASecondAreKept() {
        ElapsedSchedule schedule = ElapsedSchedule.every(Duration.ofMillis(250), UTC);
        Instant seed = Instant.ofEpochSecond(7, 250_000_001);
        assertThat(schedule.next(seed)).isEqualTo(Instant.ofEpochMilli(7_500));
        assertThat(schedule.previous(seed)).isEqualTo(Instant.ofEpochMilli(7_250));
        assertThat(schedule.previous(Instant.ofEpochMilli(7_250))).isEqualTo(Instant.ofEpochMilli(7_000));
    }

    @Test
    void thePreviousTimeOfAMillisecondIsFoundAsWell() {
        ElapsedSchedule schedule = ElapsedSchedule.every(Duration.ofMillis(1), UTC);
        assertThat(schedule.previous(Instant.ofEpochMilli(5_999))).isEqualTo(Instant.ofEpochMilli(5_998));
    }

    @Test
    void theEndsOfTimeAreNoFault() {
        ElapsedSchedule schedule = ElapsedSchedule.every(Duration.ofMinutes(45), UTC);
        assertThat(schedule.next(Instant.MAX)).isNull();
        assertThat(schedule.next(Instant.MIN)).isNotNull();
    }

    @Test
    void equalGridsAreEqual() {
        Duration interval = Duration.ofMinutes(45);
        assertThat(new ElapsedSchedule(interval, at("01:30"), UTC, false))
                .isEqualTo(ElapsedSchedule.every(interval, UTC))
                .isNotEqualTo(ElapsedSchedule.from(Instant.EPOCH, interval, UTC))
                .isNotEqualTo(ElapsedSchedule.every(interval, ZoneId.of("Europe/Paris")));
    }

    @Test
    void intervalsThatAreNoWholeMillisecondsAreRefused() {
        for (Duration interval : List.of(Duration.ZERO, Duration.ofNanos(1_500_000), Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ElapsedSchedule.every(interval, UTC))
                    .withMessageContaining("at least one")
                    .withMessageContaining(interval.toString());
        }
    }

    private static Instant at(String time) {
        return Instant.parse("1970-01-01T" + time + ":00Z");
    }
}
