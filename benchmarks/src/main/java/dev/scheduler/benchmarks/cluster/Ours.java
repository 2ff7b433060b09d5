package dev.scheduler.benchmarks.cluster;

import dev.scheduler.task.ScheduleConfigurer;
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
