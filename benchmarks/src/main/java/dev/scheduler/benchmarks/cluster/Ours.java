package dev.scheduler.benchmarks.cluster;

import dev.scheduler.task.ScheduleConfigurer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** Ours, in an application whose one data source makes everything shared by itself; all else at its default. */
final class Ours implements Contestant {

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public void start(NodeSettings settings, Ledger ledger) {
        new SpringApplicationBuilder(Application.class)
                .properties(settings.properties())
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(NodeSettings.class, () -> settings);
                    beans.registerBean(Ledger.class, () -> ledger);
                })
                .run();
    }

    @Override
    public boolean explains(Server scheduling, int task, Instant scheduled) {
        LocalDateTime time = LocalDateTime.ofInstant(scheduled, ZoneOffset.UTC);
        return !scheduling
                .query(
                        Servers.SCHEDULING,
                        "SELECT state FROM scheduler_execution WHERE task = ? AND state <> 'RUNNING'"
                                + " AND ? BETWEEN coalesce(first_scheduled_time, scheduled_time) AND scheduled_time",
                        "task-" + task,
                        time)
                .isEmpty();
    }

    @Override
    public Duration noticesWithin() {
        return Duration.ofMinutes(3);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ScheduleConfigurer everySecond(NodeSettings settings, Ledger ledger) {
            return schedule -> {
                for (int i = 0; i < settings.tasks(); i++) {
                    int task = i;
                    schedule.task("task-" + task, context -> ledger.started(task, context.scheduledTime()))
                            .everySecond()
                            .onOneServer();
                }
            };
        }
    }
}
