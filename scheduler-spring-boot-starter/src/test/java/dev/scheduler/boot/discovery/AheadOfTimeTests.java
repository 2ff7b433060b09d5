package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

@CompileWithForkedClassLoader
class AheadOfTimeTests {

    private static final String[] TASKS = {"aot", "aot-scoped.sync", "job.work", "lazy-job.work", "prototype-job.work"};

    @Test
    void findsAndRunsTheSameTasksAsAnOrdinaryContext() {
        try (Found ordinary = Found.in(AheadOfTimeTests::threads, App.class)) {
            assertThat(ordinary.names()).containsExactlyInAnyOrder(TASKS);
            ordinary.run(TASKS);
            processed((hints, context) -> {
                try (Found processed = Found.in(context)) {
                    assertThat(processed.names()).containsExactlyInAnyOrder(TASKS);
                    assertThat(processed.faults().faults()).isEmpty();
                    assertThat(processed.run(TASKS)).isEqualTo(ordinary.journal());
                }
            });
        }
    }

    @Test
    void makesNoLazyBeanInAProcessedContext() {
        processed((hints, context) -> {
            try (Found processed = Found.in(context)) {
                assertThat(processed.names()).contains("lazy-job.work");
                assertThat(context.getBeanFactory().containsSingleton("lazyJob"))
                        .isFalse();
            }
        });
    }

    @Test
    void givesHintsForTheMethodsThatAreCalled() {
        processed((hints, context) -> {
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Job.class, "work"))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Syncing.class, "sync"))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(ScopedJob.class, "sync"))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onType(RunnableJob.class))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(Task.class)
                            .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Job.class, "other"))
                    .rejects(hints);
        });
    }

    private static void processed(BiConsumer<RuntimeHints, GenericApplicationContext> test) {
        AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
        source.register(App.class);
        threads(source);
        TestGenerationContext generation = new TestGenerationContext();
        ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            GenericApplicationContext context = new GenericApplicationContext();
            threads(context);
            initialize(
                    compiled.getInstance(ApplicationContextInitializer.class, initializer.reflectionName()), context);
            context.refresh();
            test.accept(generation.getRuntimeHints(), context);
        });
    }

    @SuppressWarnings("unchecked") // the generated class says ApplicationContextInitializer<GenericApplicationContext>
    private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
        ((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
    }

    private static void threads(GenericApplicationContext context) {
        context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Journal.class, RunnableJob.class, ScopedJob.class})
    static class App {
        @Bean
        Job job(Journal journal) {
            return new Job(journal);
        }

        @Bean
        @Lazy
        Job lazyJob(Journal journal) {
            return new Job(journal);
        }

        @Bean
        @Scope("prototype")
        Job prototypeJob(Journal journal) {
            return new Job(journal);
        }
    }

    static class Job {
        private final Journal journal;

        Job(Journal journal) {
            this.journal = journal;
        }

        @Task(every = "1 minute")
        void work() {
            journal.note("worked");
        }

        void other() {}
    }

    @Component("aot")
    @Task(every = "1 minute")
    static class RunnableJob implements Runnable {
        private final Journal journal;

        RunnableJob(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void run() {
            journal.note("ran");
        }
    }

    /** Public, as the proxy of it is made by another class loader. */
    public interface Syncing {
        void sync();
    }

    @Component("aotScoped")
    @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
    static class ScopedJob implements Syncing {
        private final Journal journal;

        ScopedJob(Journal journal) {
            this.journal = journal;
        }

        @Override
        @Task(every = "1 minute")
        public void sync() {
            journal.note("synced");
        }
    }
}
