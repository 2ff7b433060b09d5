package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskView;
import dev.scheduler.boot.ExecutionEndedEvent;
import dev.scheduler.boot.ExecutionStartedEvent;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.task.ScheduleConfigurer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SchedulerAutoConfiguration.class));

    @Test
    void registersTheTasksOfAllSources() {
        runner.withUserConfiguration(Annotated.class, Fluent.class)
                .withPropertyValues(
                        "scheduler.tasks.backup.exec=true",
                        "scheduler.tasks.backup.every=day",
                        "scheduler.crontab.update=0 8 * * ? true",
                        "scheduler.tasks.annotated.sync-records.timeout=5s")
                .run(context -> assertThat(context.getBean(Scheduler.class).tasks())
                        .extracting(TaskView::name)
                        .containsExactly("annotated.sync-records", "backup", "fluent", "update"));
    }

    @Test
    void readsAnIntervalInALineOfACrontab() {
        runner.withPropertyValues("scheduler.crontab.ping=@every 10m true")
                .run(context -> assertThat(context.getBean(Scheduler.class).tasks())
                        .singleElement()
                        .extracting(task -> task.definition().timing())
                        .hasToString("every 10 minutes"));
    }

    @Test
    void worksInAServletApplication() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SchedulerAutoConfiguration.class))
                .withUserConfiguration(Annotated.class)
                .run(context ->
                        assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1));
    }

    @Test
    void worksInAReactiveApplication() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SchedulerAutoConfiguration.class))
                .withUserConfiguration(Annotated.class)
                .run(context ->
                        assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1));
    }

    @Test
    void losesNoTaskWhereBeansAreLazy() {
        runner.withUserConfiguration(Annotated.class, Fluent.class)
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    assertThat(context.getBean(Scheduler.class).tasks()).hasSize(2);
                    assertThat(context.getBean(SchedulerLifecycle.class).isRunning())
                            .isTrue();
                });
    }

    @Test
    void makesWayForTheUsersScheduler() {
        runner.withUserConfiguration(Annotated.class, OwnScheduler.class).run(context -> {
            assertThat(context).hasSingleBean(Scheduler.class).doesNotHaveBean("schedulerEngine");
            assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1);
        });
    }

    @Test
    void makesWayForTheUsersHistory() {
        runner.withBean("myHistory", HistoryStore.class, () -> new InMemoryHistory(5))
                .run(context ->
                        assertThat(context).hasSingleBean(HistoryStore.class).doesNotHaveBean("schedulerHistory"));
    }

    @Test
    void makesWayForTheUsersClock() {
        runner.withUserConfiguration(ContextTeller.class)
                .withBean("schedulerClock", InstantSource.class, () -> InstantSource.fixed(Instant.EPOCH))
                .run(context -> {
                    context.getBean(Scheduler.class).run("tell");
                    assertThat(context.getBean(Journal.class).next(1)).containsExactly("due 1970-01-01T00:00:00Z");
                });
    }

    @Test
    void leavesOtherClocksAlone() {
        runner.withBean("clock", InstantSource.class, () -> InstantSource.fixed(Instant.EPOCH))
                .run(context -> {
                    assertThat(context.getBean(InstantSource.class)).isSameAs(context.getBean("clock"));
                    assertThat(context.getBean("schedulerClock")).isNotSameAs(context.getBean("clock"));
                });
    }

    @Test
    void publishesNoExecutorAndNoTaskScheduler() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(TaskScheduler.class)
                .doesNotHaveBean(Executor.class)
                .doesNotHaveBean(ScheduledExecutorService.class));
    }

    @Test
    void givesEveryBeanANameOfOurs() {
        runner.run(context -> assertThat(context.getBeanFactory().getBeanDefinitionNames())
                .filteredOn(name -> !name.startsWith("org.springframework"))
                .allMatch(name -> (name.startsWith("scheduler") && name.length() > "scheduler".length())
                        || name.startsWith("dev.scheduler")));
    }

    @Test
    void leavesBootsOwnSchedulingAlone() {
        runner.withConfiguration(AutoConfigurations.of(
                        TaskSchedulingAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
                .withUserConfiguration(SpringScheduling.class, Annotated.class)
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(ThreadPoolTaskScheduler.class)
                            .hasBean("applicationTaskExecutor");
                    assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1);
                });
    }

    @Test
    void livesBesideBeansCalledSchedulerAndTaskScheduler() {
        runner.withUserConfiguration(Annotated.class)
                .withBean("scheduler", String.class, () -> "mine")
                .withBean("taskScheduler", ThreadPoolTaskScheduler.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean("scheduler")).isEqualTo("mine");
                    assertThat(context.getBean(Scheduler.class).tasks()).hasSize(1);
                });
    }

    @Test
    void tellsEveryListenerWhateverTheOthersThrow() {
        runner.withUserConfiguration(Annotated.class, Listeners.class).run(context -> {
            context.getBean(Scheduler.class).run("sync-records");
            assertThat(context.getBean(Journal.class).next(2)).containsExactly("started of 1", "ended");
        });
    }

    @Test
    void publishesEvents() {
        runner.withUserConfiguration(Annotated.class, Events.class).run(context -> {
            context.getBean(Scheduler.class).run("sync-records");
            assertThat(context.getBean(Journal.class).next(2))
                    .containsExactly("started annotated.sync-records", "ended annotated.sync-records SUCCEEDED");
        });
    }

    @Test
    void registersEachContextsTasksWithItsOwnScheduler() {
        runner.withUserConfiguration(Annotated.class)
                .run(parent -> runner.withParent(parent)
                        .withUserConfiguration(Fluent.class)
                        .run(child -> {
                            assertThat(names(parent.getBean(Scheduler.class)))
                                    .containsExactly("annotated.sync-records");
                            assertThat(names(child.getBean(Scheduler.class))).containsExactly("fluent");
                        }));
    }

    @Test
    void runsOnVirtualThreadsWhereTheApplicationDoesAndTheJdkHasThem() {
        String kind = JRE.currentJre().compareTo(JRE.JAVA_21) >= 0 ? "VirtualThread" : "Thread";
        runner.withUserConfiguration(ContextTeller.class)
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> {
                    context.getBean(Scheduler.class).run("tell");
                    assertThat(context.getBean(Journal.class).next(2)).contains("thread " + kind);
                });
    }

    @Test
    void failsTheStartWithEveryFaultAtOnce() {
        runner.withUserConfiguration(Faulty.class)
                .withPropertyValues(
                        "scheduler.zone=Europe/Pariss",
                        "scheduler.executor.threads=0",
                        "scheduler.shutdown.await=30 secnds",
                        "scheduler.history.keep=0",
                        "scheduler.tasks.faulty.twic.every=day")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .isInstanceOfSatisfying(
                                    InvalidTasksException.class,
                                    e -> assertThat(e.faults()).hasSize(7));
                });
    }

    private static List<String> names(Scheduler scheduler) {
        return scheduler.tasks().stream().map(TaskView::name).toList();
    }

    @Configuration("annotated")
    static class Annotated {

        @Task(every = "1 hour")
        void syncRecords() {}
    }

    @Configuration
    static class Fluent {

        @Bean
        ScheduleConfigurer fluentTasks() {
            return schedule -> schedule.task("fluent", () -> {}).hourly();
        }
    }

    @Configuration("faulty")
    static class Faulty {

        @Task(every = "5 mintues")
        void typo() {}

        @Task(every = "1 hour", when = "@shop.isOpen(")
        void twice() {}
    }

    @Configuration
    static class OwnScheduler {

        @Bean(destroyMethod = "")
        Scheduler myScheduler() {
            return DefaultScheduler.builder().build();
        }
    }

    @Configuration
    @EnableScheduling
    static class SpringScheduling {

        @Scheduled(fixedDelay = 1_000_000)
        void spring() {}
    }

    @Configuration("teller")
    static class ContextTeller {

        @Bean
        Journal journal() {
            return new Journal();
        }

        @Task(cron = "-")
        void tell(TaskContext context) {
            journal().note("due " + context.scheduledTime());
            journal().note("thread " + Thread.currentThread().getClass().getSimpleName());
        }
    }

    @Configuration
    static class Listeners {

        @Bean
        Journal journal() {
            return new Journal();
        }

        @Bean
        @Order(1)
        ExecutionListener broken() {
            return new ExecutionListener() {
                @Override
                public void started(Execution execution) {
                    throw new IllegalStateException("broken on purpose");
                }

                @Override
                public void ended(Execution execution) {
                    throw new AssertionError("broken on purpose");
                }
            };
        }

        @Bean
        @Order(2)
        ExecutionListener whole(Scheduler scheduler) {
            return new ExecutionListener() {
                @Override
                public void started(Execution execution) {
                    journal().note("started of " + scheduler.tasks().size());
                }

                @Override
                public void ended(Execution execution) {
                    journal().note("ended");
                }
            };
        }
    }

    @Configuration
    static class Events {

        @Bean
        Journal journal() {
            return new Journal();
        }

        @EventListener
        void started(ExecutionStartedEvent event) {
            journal().note("started " + event.execution().task());
        }

        @EventListener
        void ended(ExecutionEndedEvent event) {
            Execution execution = event.execution();
            journal().note("ended " + execution.task() + " " + execution.state());
        }
    }
}
