package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.boot.discovery.elsewhere.Distant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskRulesTests {

    @Test
    void refusesParametersThatNothingCanSupply() {
        assertThat(faults(Parameters.class))
                .containsExactly(
                        "parameters.one: one(String) takes parameters that nothing can supply; a task's method takes none,"
                                + " or one TaskContext",
                        "parameters.two: two(TaskContext, int) takes parameters that nothing can supply; a task's method"
                                + " takes none, or one TaskContext");
    }

    @Test
    void refusesStaticMethods() {
        assertThat(faults(StaticMethod.class))
                .containsExactly(
                        "staticMethod.sync: sync() is static, but a task is called on its bean; remove \"static\"");
    }

    @Test
    void refusesAsyncMethodsAndClasses() {
        assertThat(faults(AsyncMethod.class, AsyncClass.class, AsyncRunnable.class))
                .containsExactly(
                        "asyncMethod.sync: sync() is @Async, so that nobody could tell when it ends or fails;"
                                + " remove @Async, a task has a thread of its own already",
                        "asyncClass.sync: sync() is @Async, so that nobody could tell when it ends or fails;"
                                + " remove @Async, a task has a thread of its own already",
                        "asyncRunnable: run() is @Async, so that nobody could tell when it ends or fails;"
                                + " remove @Async, a task has a thread of its own already");
    }

    @Test
    void refusesMethodsThatMakeBeans() {
        assertThat(faults(MakesBean.class))
                .containsExactly(
                        "makesBean.report: @Task stands on a @Bean method, which makes a bean and does no work;"
                                + " put it on a method of Report, or register the bean with a ScheduleConfigurer");
    }

    @Test
    void refusesClassesThatCannotBeRun() {
        assertThat(faults(NotRunnable.class))
                .containsExactly(
                        "notRunnable: @Task stands on NotRunnable, which is neither a Runnable nor a TaskHandler;"
                                + " implement one of them, or put the annotation on a method");
    }

    @Test
    void refusesWhatAProxyBySubclassCannotPassOn() {
        try (Found found = Found.in(TaskRulesTests::bySubclass, Unreachable.class)) {
            assertThat(found.faults().faults())
                    .containsExactly(
                            "proxied.closed: closed() is final, and the bean is called through a proxy, which cannot pass"
                                    + " it on; remove \"final\"",
                            "proxied.distant: distant() is package-private in "
                                    + Distant.class.getName()
                                    + ", and the bean is called through a proxy in another package, which cannot pass it"
                                    + " on; make it protected or public",
                            "proxied.hidden: hidden() is private, and the bean is called through a proxy, which cannot"
                                    + " pass it on; make it package-private or wider");
            assertThat(found.run("proxied.open")).containsExactly("open");
        }
    }

    @Test
    void acceptsTheSameMethodsWithoutAProxy() {
        try (Found found = Found.in(Unreachable.class)) {
            assertThat(found.faults().faults()).isEmpty();
            assertThat(found.run("proxied.closed", "proxied.hidden", "proxied.open"))
                    .containsExactly("closed", "hidden", "open");
        }
    }

    @Test
    void refusesThemInALazyBeanWithoutMakingIt() {
        try (Found found = Found.in(TaskRulesTests::bySubclass, LazyUnreachable.class)) {
            assertThat(found.faults().faults())
                    .hasSize(3)
                    .first()
                    .asString()
                    .startsWith("proxied.closed: closed() is final");
            assertThat(found.context().getBeanFactory().containsSingleton("proxied"))
                    .isFalse();
        }
    }

    @Test
    void refusesThemAtTheRunWhereTheProxyCouldNotBeForeseen() {
        try (Found found = Found.in(LateProxy.class)) {
            assertThat(found.faults().faults()).isEmpty();
            assertThatThrownBy(() -> found.task("late.closed").handler().run(new RunContext("late.closed")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("late.closed: closed() is final, and the bean is called through a proxy");
        }
    }

    @Test
    void refusesAFinalRunOfAProxiedClass() {
        try (Found found = Found.in(TaskRulesTests::bySubclass, FinalRun.class)) {
            assertThat(found.faults().faults())
                    .containsExactly(
                            "proxied: run() is final, and the bean is called through a proxy, which cannot pass it"
                                    + " on; remove \"final\"");
        }
    }

    @Test
    void refusesWhatAProxyByInterfaceCannotPassOn() {
        try (Found found = Found.in(context -> proxies(context, false), ByInterface.class)) {
            assertThat(found.faults().faults())
                    .containsExactly(
                            "proxied.hidden: hidden() is called through a proxy that has interfaces only, and none"
                                    + " of them declares it; declare it on one, or set spring.aop.proxy-target-class=true");
            assertThat(found.run("proxied.shown")).containsExactly("shown");
        }
    }

    @Test
    void keepsFaultyTasksForTheLaterChecks() {
        try (Found found = Found.in(Parameters.class, NotRunnable.class)) {
            assertThat(found.names())
                    .containsExactly("parameters.none", "parameters.one", "parameters.two", "not-runnable");
        }
    }

    private static List<String> faults(Class<?>... classes) {
        try (Found found = Found.in(classes)) {
            return found.faults().faults();
        }
    }

    private static void bySubclass(AnnotationConfigApplicationContext context) {
        proxies(context, true);
    }

    private static void proxies(AnnotationConfigApplicationContext context, boolean bySubclass) {
        BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
        creator.setBeanNames("proxied");
        creator.setProxyTargetClass(bySubclass);
        context.registerBean(BeanNameAutoProxyCreator.class, () -> creator);
    }

    @Component("parameters")
    static class Parameters {
        @Task(every = "1 minute")
        void one(String text) {}

        @Task(every = "1 minute")
        void two(TaskContext context, int number) {}

        @Task(every = "1 minute")
        void none() {}
    }

    @Component("staticMethod")
    static class StaticMethod {
        @Task(every = "1 minute")
        static void sync() {}
    }

    @Component("asyncMethod")
    static class AsyncMethod {
        @Async
        @Task(every = "1 minute")
        void sync() {}
    }

    @Async
    @Component("asyncClass")
    static class AsyncClass {
        @Task(every = "1 minute")
        void sync() {}
    }

    @Component("asyncRunnable")
    @Task(every = "1 minute")
    static class AsyncRunnable implements Runnable {
        @Async
        @Override
        public void run() {}
    }

    record Report() {}

    @Component("makesBean")
    static class MakesBean {
        @Bean
        @Task(every = "1 minute")
        Report report() {
            return new Report();
        }
    }

    @Component("notRunnable")
    @Task(every = "1 minute")
    static class NotRunnable {}

    @Component("proxied")
    static class Unreachable extends Distant {
        private final Journal journal;

        Unreachable(Journal journal) {
            this.journal = journal;
        }

        @Task(every = "1 minute")
        final void closed() {
            journal.note("closed");
        }

        @Task(every = "1 minute")
        @SuppressWarnings("UnusedMethod") // called by reflection, which is what is tested
        private void hidden() {
            journal.note("hidden");
        }

        @Task(every = "1 minute")
        void open() {
            journal.note("open");
        }
    }

    @Lazy
    @Component("proxied")
    static class LazyUnreachable extends Unreachable {
        LazyUnreachable(Journal journal) {
            super(journal);
        }
    }

    static class Late {
        @Task(every = "1 minute")
        final void closed() {}
    }

    static class LateProxy {
        @Bean
        @Lazy
        Late late() {
            ProxyFactory factory = new ProxyFactory(new Late());
            factory.setProxyTargetClass(true);
            return (Late) factory.getProxy();
        }
    }

    @Component("proxied")
    @Task(every = "1 minute")
    static class FinalRun implements Runnable {
        @Override
        public final void run() {}
    }

    interface Shown {
        void shown();
    }

    @Component("proxied")
    static class ByInterface implements Shown {
        private final Journal journal;

        ByInterface(Journal journal) {
            this.journal = journal;
        }

        @Override
        @Task(every = "1 minute")
        public void shown() {
            journal.note("shown");
        }

        @Task(every = "1 minute")
        public void hidden() {
            journal.note("hidden");
        }
    }
}
