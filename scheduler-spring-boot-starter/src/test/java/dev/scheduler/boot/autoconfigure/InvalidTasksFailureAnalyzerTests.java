package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Task;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.task.ScheduleConfigurer;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

@ExtendWith(OutputCaptureExtension.class)
class InvalidTasksFailureAnalyzerTests {

    @Test
    void reportsEveryFaultOfAStartInOneReport(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Faulty.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                "spring.main.banner-mode=off",
                                "scheduler.zone=Europe/Pariss",
                                "scheduler.shutdown.await=${shop.patience}",
                                "scheduler.tasks.faulty.sink.timeout=5s",
                                "scheduler.tasks.faulty.sync.evry=1 hour",
                                "scheduler.crontab.update=0 8 * *")
                        .run())
                .hasMessageContaining("faults in the definitions of tasks");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .containsOnlyOnce("every = \"5 mintues\"")
                .containsOnlyOnce("\"0 0 30 2 *\"")
                .contains("scheduler.shutdown.await = \"${shop.patience}\": there is no property \"shop.patience\"")
                .contains("every = \"5 mintues\" on faulty.unit: unknown unit \"mintues\", did you mean \"minutes\"?")
                .contains("zone = \"Europe/Berlln\" on faulty.zone: unknown zone, did you mean \"Europe/Berlin\"?")
                .contains("on = \"firday\" on faulty.day: ")
                .contains("faulty.both: ")
                .contains("cron = \"0 0 30 2 *\" on faulty.never: ")
                .contains("deadline = \"1 minute\" on faulty.late: a delay counts from the end of the last run")
                .contains("faulty.parameter: ")
                .contains("differ only in case or punctuation")
                .contains("scheduler.zone = \"Europe/Pariss\": unknown zone, did you mean \"Europe/Paris\"?")
                .contains("scheduler.tasks.faulty.sink.timeout: there is no task \"faulty.sink\"")
                .contains("scheduler.tasks.faulty.sync.evry: no such property, did you mean \"every\"?")
                .contains("scheduler.crontab.update = \"0 8 * *\": expected five cron fields")
                .contains("broken: this ScheduleConfigurer threw java.lang.IllegalStateException: no database")
                .containsPattern("\\R  Probably not meant: faulty.odd: .*\\*/45")
                .contains("Correct all of them");
    }

    @Test
    void keepsWhatAConfigurerThrew() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Faulty.class)
                        .web(WebApplicationType.NONE)
                        .run())
                .isInstanceOf(InvalidTasksException.class)
                .hasNoCause()
                .satisfies(invalid -> assertThat(invalid.getSuppressed())
                        .singleElement()
                        .asInstanceOf(throwable(IllegalStateException.class))
                        .hasMessage("no database"));
    }

    @Configuration("faulty")
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    static class Faulty {

        @Task(every = "5 mintues")
        void unit() {}

        @Task(every = "day", zone = "Europe/Berlln")
        void zone() {}

        @Task(every = "week", on = "firday")
        void day() {}

        @Task(every = "day", cron = "0 8 * * *")
        void both() {}

        @Task(cron = "0 0 30 2 *")
        void never() {}

        @Task(delay = "10 seconds", deadline = "1 minute")
        void late() {}

        @Task(every = "day")
        void parameter(String text) {
            throw new IllegalStateException(text);
        }

        @Task(every = "day")
        void sync() {}

        @Task(every = "day")
        void idle() {}

        @Task(cron = "*/45 * * * *")
        void odd() {}

        @Bean
        ScheduleConfigurer broken() {
            return schedule -> {
                throw new IllegalStateException("no database");
            };
        }

        @Bean
        ScheduleConfigurer clash() {
            return schedule -> schedule.task("Faulty.Sync", () -> {}).daily();
        }
    }
}
