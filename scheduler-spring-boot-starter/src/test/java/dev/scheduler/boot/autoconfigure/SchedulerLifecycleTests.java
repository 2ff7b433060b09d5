package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import dev.scheduler.execution.DefaultScheduler;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class SchedulerLifecycleTests {

    @Test
    void startsWhenTheWholeApplicationIsReady() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(Journal.class).next(1)).containsExactly("runner, running: false");
            assertThat(context.getBean(DefaultScheduler.class).isRunning()).isTrue();
        }
    }

    @Test
    void startsAtOnceWhereItsContextIsResumed() {
        try (ConfigurableApplicationContext context = start()) {
            context.stop();
            assertThat(context.getBean(DefaultScheduler.class).isRunning()).isFalse();
            context.start();
            assertThat(context.getBean(DefaultScheduler.class).isRunning()).isTrue();
        }
    }

    @Test
    void registersTasksButDoesNotStartWhereItIsNotEnabled() throws Exception {
        try (ConfigurableApplicationContext context =
                start("scheduler.enabled=false", "scheduler.shutdown.await=50ms")) {
            assertThat(context.getBean(DefaultScheduler.class).isRunning()).isFalse();
            assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1);
            context.stop();
            context.start();
            assertThat(context.getBean(DefaultScheduler.class).isRunning()).isFalse();
            context.getBean(Scheduler.class).run("long-work");
            assertThat(context.getBean(Journal.class).next(2)).contains("begins");
        }
    }

    @Test
    void endsRunningTasksBeforeWhatTheyUseIsClosed() throws Exception {
        Journal journal;
        try (ConfigurableApplicationContext context = start("scheduler.shutdown.await=50ms")) {
            journal = context.getBean(Journal.class);
            context.getBean(Scheduler.class).run("long-work");
            assertThat(journal.next(2)).contains("begins");
        }
        assertThat(journal.next(2)).containsExactly("interrupted", "store closed");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    @Configuration("app")
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    static class Application {

        @Bean
        Journal journal() {
            return new Journal();
        }

        /** Stands for a data source: something with no phase of its own that is closed when beans are destroyed. */
        @Bean
        AutoCloseable store() {
            return () -> journal().note("store closed");
        }

        @Bean
        ApplicationRunner runner(DefaultScheduler scheduler) {
            return arguments -> journal().note("runner, running: " + scheduler.isRunning());
        }

        @Task(every = "1 hour", name = "long-work")
        void work() throws InterruptedException {
            journal().note("begins");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                journal().note("interrupted");
                throw e;
            }
        }
    }
}
