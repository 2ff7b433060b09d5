package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.SharedHistory;
import dev.scheduler.Task;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.lock.OverlapLocks;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

@CompileWithForkedClassLoader
class StoresAheadOfTimeTests {

    private static final TestPropertyValues PROPERTIES =
            TestPropertyValues.of("spring.datasource.generate-unique-name=true", "scheduler.jdbc.table-prefix=aot_");

    @Test
    void keepsLocksAndHistoryInTheDatabase() {
        processed((hints, context) -> {
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(SharedHistory.class);
            assertThat(context.getBean(OverlapLocks.class)).isNotNull();
            assertThat(context.getBean(ClusterStore.class).tasks().all()).isEmpty();
        });
    }

    @Test
    void takesTheScriptsAlong() {
        processed((hints, context) -> {
            for (String platform : new String[] {"h2", "postgresql", "mysql", "mariadb"}) {
                assertThat(RuntimeHintsPredicates.resource()
                                .forResource("dev/scheduler/boot/jdbc/schema-" + platform + ".sql"))
                        .accepts(hints);
            }
        });
    }

    private static void processed(BiConsumer<RuntimeHints, GenericApplicationContext> test) {
        AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
        PROPERTIES.applyTo(source);
        source.register(App.class);
        TestGenerationContext generation = new TestGenerationContext();
        ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                PROPERTIES.applyTo(context);
                initialize(
                        compiled.getInstance(ApplicationContextInitializer.class, initializer.reflectionName()),
                        context);
                context.refresh();
                test.accept(generation.getRuntimeHints(), context);
            }
        });
    }

    @SuppressWarnings("unchecked") // the generated class says ApplicationContextInitializer<GenericApplicationContext>
    private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
        ((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcStoreAutoConfiguration.class,
        ClusterAutoConfiguration.class,
        LockAutoConfiguration.class,
        SchedulerAutoConfiguration.class,
        ClusterWorkAutoConfiguration.class
    })
    static class App {

        @Task(every = "1 hour", onOneServer = true)
        void work() {}
    }
}
