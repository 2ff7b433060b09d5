package dev.scheduler.boot.discovery;

import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import dev.scheduler.TaskView;
import dev.scheduler.boot.InvalidTasksException;
import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
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

    @Test
    void runsATaskWhenItsTimeComes() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(WholeApp.Runs.class).next(0)).isNull();
            context.getBean(WholeApp.Clock.class).set(WholeApp.NOON);
            assertThat(context.getBean(WholeApp.Runs.class).next(20))
                    .isEqualTo("billing.sync-records at 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void runsATaskByHand() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            context.getBean(Scheduler.class).run("sync-records");
            assertThat(context.getBean(WholeApp.Runs.class).next(20)).startsWith("billing.sync-records at ");
        }
    }

    @Test
    void losesNoTaskToLazyInitializationAndMakesTheBeanAtItsFirstRun() throws Exception {
        try (ConfigurableApplicationContext context = start("--spring.main.lazy-initialization=true")) {
            assertThat(context.getBean(Scheduler.class).tasks())
                    .extracting(TaskView::name)
                    .containsExactly("billing.sync-records");
            assertThat(context.getBeanFactory().containsSingleton("billing")).isFalse();
            context.getBean(WholeApp.Clock.class).set(WholeApp.NOON);
            assertThat(context.getBean(WholeApp.Runs.class).next(20))
                    .isEqualTo("billing.sync-records at 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void failsTheStartWithAllFaults() {
        assertThatThrownBy(() -> application().sources(Faulty.class).run())
                .isInstanceOfSatisfying(
                        InvalidTasksException.class,
                        invalid -> assertThat(invalid.faults())
                                .anyMatch(fault -> fault.startsWith("faulty.first: first(int) takes parameters"))
                                .anyMatch(fault -> fault.startsWith("faulty.second: second() is static"))
                                .anyMatch(
                                        fault -> fault.startsWith("every = \"${nothing.like.that}\" on faulty.third")));
    }

    @Test
    @CompileWithForkedClassLoader
    void runsTheSameTasksInAnApplicationProcessedAheadOfTime() {
        TestGenerationContext generation = new TestGenerationContext(WholeApp.class);
        AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
        source.register(WholeApp.class);
        new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
            try (ConfigurableApplicationContext context = application()
                    .resourceLoader(new DefaultResourceLoader(compiled.getClassLoader()))
                    .main(WholeApp.class)
                    .run()) {
                assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
                context.getBean(WholeApp.Clock.class).set(WholeApp.NOON);
                assertThat(context.getBean(WholeApp.Runs.class).next(20))
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
        return new SpringApplicationBuilder(WholeApp.class).web(WebApplicationType.NONE);
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
