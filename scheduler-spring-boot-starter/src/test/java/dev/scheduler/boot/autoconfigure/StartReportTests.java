package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.Task;
import dev.scheduler.task.ScheduleConfigurer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

    @Test
    void tellsOfEachTaskAndOfTheZoneInForce(CapturedOutput output) {
        start(Shop.class, "scheduler.zone=Europe/Paris", "scheduler.tasks.shop.count.enabled=false");
        assertThat(output).contains("5 tasks, in Europe/Paris where no other zone is set:");
        assertThat(output.toString()
                        .replaceAll(" +", " ")
                        .replaceAll("java:\\d+", "java:1")
                        .lines()
                        .map(String::strip))
                .containsSubsequence(
                        "cleanup every day at 02:00 next 2026-03-01 02:00:00 America/New_York on one server,"
                                + " without overlapping, lease 30 seconds, missed all, missed within 2 hours,"
                                + " at most 5 missed, jitter 20 seconds cleanup"
                                + " at StartReportTests.java:1",
                        "shop.count disabled (every hour) profiles: production, when: @shop != null shop.count",
                        "shop.poll 1 minute 30 seconds after the end of the last run next at start shop.poll",
                        "shop.repair by hand only group Rare shop.repair",
                        "shop.sync every 15 minutes next 2026-02-28 13:15:00 overlap queue, timeout 5 minutes, tries 3,"
                                + " backoff 10 seconds x2 max 5 minutes shop.sync");
    }

    @Test
    void saysThatNothingRunsWhereItIsNotEnabled(CapturedOutput output) {
        start(Shop.class, "scheduler.enabled=false");
        assertThat(output)
                .contains("none runs by itself, as scheduler.enabled=false:")
                .doesNotContain("next ");
    }

    @Test
    void warnsWhereThereIsNoTask(CapturedOutput output) {
        start(Empty.class);
        assertThat(output).contains("WARN").contains("There is no task: nothing has @Task");
    }

    @Test
    void warnsOfWhatIsProbablyNotMeant(CapturedOutput output) {
        start(Empty.class, "scheduler.tasks.odd.exec=true", "scheduler.tasks.odd.cron=*/45 * * * *");
        assertThat(output).containsPattern("WARN.*scheduler\\.tasks\\.odd: .*45");
    }

    @Test
    void listsTwoHundredTasksAtMost(CapturedOutput output) {
        start(Many.class);
        assertThat(output).contains("250 tasks, in ").contains("task-100").contains("  and 50 more");
    }

    private static void start(Class<?> application, String... properties) {
        new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run()
                .close();
    }

    @Configuration
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    static class Empty {}

    @Configuration
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    static class Many {

        @Bean
        ScheduleConfigurer many() {
            return schedule -> IntStream.range(0, 250)
                    .forEach(i -> schedule.task("task-" + i, () -> {}).yearly());
        }
    }

    @Configuration("shop")
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    static class Shop {

        @Bean
        InstantSource schedulerClock() {
            return InstantSource.fixed(Instant.parse("2026-02-28T12:00:00Z"));
        }

        @Task(
                every = "15 minutes",
                overlap = Overlap.QUEUE,
                timeout = "5 minutes",
                maxTries = 3,
                backoff = "10s x2 max 5m")
        void sync() {}

        @Task(delay = "90 seconds")
        void poll() {}

        @Task(every = "1 hour", profiles = "production", when = "@shop != null")
        void count() {}

        @Task(cron = "-", group = "Rare")
        void repair() {}

        @Bean
        ScheduleConfigurer nightly() {
            return schedule -> schedule.task("cleanup", () -> {})
                    .dailyAt("02:00")
                    .zone("America/New_York")
                    .onOneServer()
                    .withoutOverlapping(Duration.ofSeconds(30))
                    .missed(Missed.ALL)
                    .missedWithin(Duration.ofHours(2))
                    .maxMissed(5)
                    .jitter(Duration.ofSeconds(20));
        }
    }
}
