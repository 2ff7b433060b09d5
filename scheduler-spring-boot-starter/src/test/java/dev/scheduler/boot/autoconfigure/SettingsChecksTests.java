package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.task.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is checked of settings once the tasks are there. */
class SettingsChecksTests {

    private final Faults faults = new Faults();

    private static TaskDefinition task(String schedule, UnaryOperator<TaskSettings.Builder> settings) {
        return TaskDefinition.of("a", Schedule.parse(schedule, ZoneOffset.UTC), context -> {})
                .withSettings(settings.apply(TaskSettings.builder()).build());
    }

    private void checkJitter(TaskDefinition task) {
        new JitterCheck(() -> Instant.parse("2026-01-05T12:00:00Z")).check(List.of(task), faults);
    }

    private void checkGrace(TaskDefinition task) {
        new GraceCheck(Duration.ofSeconds(5)).check(List.of(task), faults);
    }

    @Tag("S2")
    @Test
    void aJitterBeyondTheNextTimeIsRefused() {
        checkJitter(task("every 20 seconds", settings -> settings.jitter(Duration.ofSeconds(21))));

        assertThat(faults.faults()).hasSize(1);
        assertThat(faults.faults().get(0)).contains("jitter", "20 seconds");
    }

    @Tag("S2")
    @Test
    void theSmallestDistanceCounts() {
        checkJitter(task("every day at 09:00, 09:05", settings -> settings.jitter(Duration.ofMinutes(6))));

        assertThat(faults.faults()).hasSize(1);
    }

    @Tag("S2")
    @Test
    void aJitterBeyondTheDeadlineIsRefused() {
        checkJitter(task(
                "every hour", settings -> settings.jitter(Duration.ofMinutes(2)).deadline(Duration.ofMinutes(1))));

        assertThat(faults.faults()).hasSize(1);
        assertThat(faults.faults().get(0)).contains("the deadline, 1 minute");
    }

    @Tag("S2")
    @Test
    void aJitterThatFitsIsNot() {
        checkJitter(task("every 20 seconds", settings -> settings.jitter(Duration.ofSeconds(18))));

        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void aGraceUnderTwiceTheTimeoutOfAStatementIsWarnedOf() {
        checkGrace(task("every hour", settings -> settings.onOneServer(true).grace(Duration.ofSeconds(9))));

        assertThat(faults.warnings()).hasSize(1);
        assertThat(faults.warnings().get(0)).contains("The grace of a", "10 seconds");
    }

    @Test
    void aLongerOneAndThatOfAPlainTaskIsNot() {
        checkGrace(task("every hour", settings -> settings.onOneServer(true)));
        checkGrace(task("every hour", settings -> settings.grace(Duration.ofSeconds(1))));

        assertThat(faults.warnings()).isEmpty();
    }
}
