package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LazyAndScopedTests {

    @Test
    void makesALazyBeanOnlyWhenItRuns() {
        try (Found found = Found.in(LazyTask.class)) {
            assertThat(found.names()).containsExactly("lazy.sync");
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("lazy.sync", "lazy.sync")).containsExactly("made", "run 1", "run 2");
        }
    }

    @Test
    void losesNoTaskAndMakesNoBeanWhereEveryBeanIsLazy() {
        try (Found found = Found.in(
                context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()),
                Eager.class,
                EagerRunnable.class,
                Made.class,
                EagerFactory.class)) {
            assertThat(found.names())
                    .containsExactly("eager.sync", "eager-runnable", "produced.work", "by-method.work");
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("eager.sync", "eager-runnable", "produced.work", "by-method.work"))
                    .containsExactly("eager made", "eager run", "runnable made", "runnable run", "worked", "worked");
        }
    }

    @Test
    void seesOnlyTheInterfaceThatALazyBeanMethodDeclares() {
        try (Found found = Found.in(LazyBehindInterface.class)) {
            assertThat(found.names()).containsExactly("hidden.sync");
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("hidden.sync")).containsExactly("made", "run 1");
        }
    }

    @Test
    void runsAScopedBeanOnceAndInTheScopeOfTheRunningThread() throws Exception {
        try (Found found = Found.in(LazyAndScopedTests::threads, Scoped.class)) {
            assertThat(found.names()).containsExactly("scoped.sync");
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("scoped.sync", "scoped.sync")).containsExactly("made", "run 1", "run 2");
            Thread other = new Thread(() -> found.run("scoped.sync"));
            other.start();
            other.join();
            assertThat(found.journal()).containsExactly("made", "run 1", "run 2", "made", "run 1");
        }
    }

    @Test
    void runsAScopedBeanBehindAnInterfaceProxy() {
        try (Found found = Found.in(LazyAndScopedTests::threads, ScopedByInterface.class)) {
            assertThat(found.names()).containsExactly("by-interface.sync");
            assertThat(found.run("by-interface.sync", "by-interface.sync")).containsExactly("made", "run 1", "run 2");
        }
    }

    @Test
    void runsAScopedBeanWithoutAProxy() {
        try (Found found = Found.in(LazyAndScopedTests::threads, ScopedBare.class)) {
            assertThat(found.names()).containsExactly("bare.sync");
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("bare.sync", "bare.sync")).containsExactly("made", "run 1", "run 2");
        }
    }

    @Test
    void findsARequestScopedBeanWhoseRunsFailForWantOfARequest() {
        try (Found found = Found.in(
                context ->
                        context.getBeanFactory().registerScope(WebApplicationContext.SCOPE_REQUEST, new RequestScope()),
                RequestScoped.class)) {
            assertThat(found.names()).containsExactly("request.sync");
            assertThatThrownBy(() -> found.run("request.sync"))
                    .hasStackTraceContaining("No thread-bound request found");
        }
    }

    private static void threads(AnnotationConfigApplicationContext context) {
        context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
    }

    abstract static class Counting {
        private final Journal journal;
        private int runs;

        Counting(Journal journal) {
            this.journal = journal;
            journal.note("made");
        }

        @Task(every = "1 minute")
        public void sync() {
            runs++;
            journal.note("run " + runs);
        }
    }

    @Lazy
    @Component("lazy")
    static class LazyTask extends Counting {
        LazyTask(Journal journal) {
            super(journal);
        }
    }

    @Component("scoped")
    @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class Scoped extends Counting {
        Scoped(Journal journal) {
            super(journal);
        }
    }

    @Component("bare")
    @Scope("thread")
    static class ScopedBare extends Counting {
        ScopedBare(Journal journal) {
            super(journal);
        }
    }

    interface Syncing {
        void sync();
    }

    interface SyncingTask {
        @Task(every = "1 minute")
        void sync();
    }

    static class LazyBehindInterface {
        @Bean
        @Lazy
        SyncingTask hidden(Journal journal) {
            return new Hidden(journal);
        }
    }

    static class Hidden extends Counting implements SyncingTask {
        Hidden(Journal journal) {
            super(journal);
        }

        @Task(every = "1 hour")
        void unseen() {}
    }

    @Component("byInterface")
    @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
    static class ScopedByInterface extends Counting implements Syncing {
        ScopedByInterface(Journal journal) {
            super(journal);
        }
    }

    @Component("request")
    @Scope(scopeName = WebApplicationContext.SCOPE_REQUEST, proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class RequestScoped {
        @Task(every = "1 minute")
        void sync() {}
    }

    @Component("eager")
    static class Eager {
        private final Journal journal;

        Eager(Journal journal) {
            this.journal = journal;
            journal.note("eager made");
        }

        @Task(every = "1 minute")
        void sync() {
            journal.note("eager run");
        }
    }

    @Component("eagerRunnable")
    @Task(every = "1 minute")
    static class EagerRunnable implements Runnable {
        private final Journal journal;

        EagerRunnable(Journal journal) {
            this.journal = journal;
            journal.note("runnable made");
        }

        @Override
        public void run() {
            journal.note("runnable run");
        }
    }

    record Product(Journal journal) {
        @Task(every = "1 minute")
        void work() {
            journal.note("worked");
        }
    }

    static class Made {
        @Bean
        Product byMethod(Journal journal) {
            return new Product(journal);
        }
    }

    @Component("produced")
    record EagerFactory(Journal journal) implements FactoryBean<Product> {
        @Override
        public Product getObject() {
            return new Product(journal);
        }

        @Override
        public Class<?> getObjectType() {
            return Product.class;
        }
    }
}
