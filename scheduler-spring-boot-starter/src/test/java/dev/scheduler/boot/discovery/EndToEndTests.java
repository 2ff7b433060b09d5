package dev.scheduler.boot.discovery;

import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskView;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.boot.autoconfigure.SchedulerAutoConfiguration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole applications, from the annotation to the run. */
class EndToEndTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void runsATaskWhenItsTimeComes() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(Runs.class).next(0)).isNull();
            context.getBean(Clock.class).set(NOON);
            assertThat(context.getBean(Runs.class).next(20)).isEqualTo("billing.sync-records at 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void runsATaskByHand() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            context.getBean(Scheduler.class).run("sync-records");
            assertThat(context.getBean(Runs.class).next(20)).startsWith("billing.sync-records at ");
        }
    }

    @Test
    void losesNoTaskToLazyInitializationAndMakesTheBeanAtItsFirstRun() throws Exception {
        try (ConfigurableApplicationContext context = start("--spring.main.lazy-initialization=true")) {
            assertThat(context.getBean(Scheduler.class).tasks())
                    .extracting(TaskView::name)
                    .containsExactly("billing.sync-records");
            assertThat(context.getBeanFactory().containsSingleton("billing")).isFalse();
            context.getBean(Clock.class).set(NOON);
            assertThat(context.getBean(Runs.class).next(20)).isEqualTo("billing.sync-records at 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void failsTheStartWithAllFaults() {
        assertThatThrownBy(() -> application().sources(Faulty.class).run())
                .isInstanceOfSatisfying(
                        InvalidTasksException.class,
                        invalid -> assertThat(invalid.getMessage())
                                .contains("faulty.first: first(int) takes parameters")
                                .contains("faulty.second: second() is static")
                                .contains("every = \"${nothing.like.that}\" on faulty.third"));
    }

    @Test
    @CompileWithForkedClassLoader
    void runsTheSameTasksInAnApplicationProcessedAheadOfTime() {
        TestGenerationContext generation = new TestGenerationContext(App.class);
        AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
        source.register(App.class);
        new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
            try (ConfigurableApplicationContext context = application()
                    .resourceLoader(new DefaultResourceLoader(compiled.getClassLoader()))
                    .main(App.class)
                    .run()) {
                assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
                context.getBean(Clock.class).set(NOON);
                assertThat(context.getBean(Runs.class).next(20))
                        .isEqualTo("billing.sync-records at 2026-03-01T12:00:00Z");
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            } finally {
                SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
            }
        });
    }

    private static ConfigurableApplicationContext start(String... args) {
        return application().run(args);
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SchedulerAutoConfiguration.class)
    @Import({Billing.class, Runs.class})
    static class App {
        @Bean
        Clock schedulerClock() {
            return new Clock();
        }
    }

    /** A second to twelve until it is set. */
    static class Clock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(NOON.minusSeconds(1));

        void set(Instant instant) {
            now.set(instant);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    static class Runs {
        private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

        void add(String run) {
            runs.add(run);
        }

        @Nullable
        String next(int seconds) throws InterruptedException {
            return runs.poll(seconds, TimeUnit.SECONDS);
        }
    }

    @Component("billing")
    static class Billing {
        private final Runs runs;

        Billing(Runs runs) {
            this.runs = runs;
        }

        @Task(every = "1 minute")
        void syncRecords(TaskContext context) {
            runs.add(context.task() + " at " + context.scheduledTime());
        }
    }

    @Component("faulty")
    static class Faulty {
        @Task(every = "1 minute")
        void first(int number) {}

        @Task(every = "1 minute")
        static void second() {}

        @Task(every = "${nothing.like.that}")
        void third() {}
    }
}
