package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BeanKindsTests {

    @Test
    void findsMethodsOfEveryVisibility() {
        try (Found found = Found.in(Visibilities.class)) {
            assertThat(found.names()).containsExactly("vis.hidden", "vis.inherited", "vis.own", "vis.shown");
            assertThat(found.run("vis.hidden", "vis.inherited", "vis.own", "vis.shown"))
                    .containsExactly("private", "protected", "package-private", "public");
        }
    }

    @Test
    void givesTheContextToAMethodThatTakesIt() {
        try (Found found = Found.in(WithContext.class)) {
            assertThat(found.run("with-context.report")).containsExactly("with-context.report at 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void namesWhereItWasDefined() {
        try (Found found = Found.in(Visibilities.class)) {
            assertThat(found.task("vis.own").source()).isEqualTo("vis.own");
            assertThat(found.task("vis.own").handler()).hasToString("vis.own");
        }
    }

    @Test
    void makesAPrototypeForEachRun() {
        try (Found found = Found.in(Prototype.class)) {
            assertThat(found.journal()).isEmpty();
            assertThat(found.run("prototype.sync", "prototype.sync")).containsExactly("made", "run 1", "made", "run 1");
        }
    }

    @Test
    void looksBehindTheInterfaceThatABeanMethodDeclares() {
        try (Found found = Found.in(InterfaceTyped.class)) {
            assertThat(found.run("job.work")).containsExactly("worked");
        }
    }

    @Test
    void findsWhatAFactoryBeanMakes() {
        try (Found found = Found.in(ConcreteFactory.class)) {
            assertThat(found.names()).containsExactly("made.work");
            assertThat(found.run("made.work")).containsExactly("worked");
        }
    }

    @Test
    void looksBehindTheInterfaceThatAFactoryBeanDeclares() {
        try (Found found = Found.in(InterfaceFactory.class)) {
            assertThat(found.names()).containsExactly("made.work");
            assertThat(found.run("made.work")).containsExactly("worked");
        }
    }

    @Test
    void judgesAFactoryBeansProductByItsTypeWhereItCannotBeMade() {
        try (Found found = Found.in(BrokenFactory.class)) {
            assertThat(found.names()).isEmpty();
            assertThat(found.faults().faults()).isEmpty();
        }
    }

    @Test
    void findsTasksOfTheFactoryBeanItself() {
        try (Found found = Found.in(WorkingFactory.class)) {
            assertThat(found.names()).containsExactly("working-factory.refresh");
            assertThat(found.run("working-factory.refresh")).containsExactly("refreshed");
        }
    }

    @Test
    void findsTheTasksOfAnInterfaceThatNoClassImplements() {
        try (Found found = Found.in(ClientFactory.class)) {
            assertThat(found.names()).containsExactly("client.poll");
            assertThat(found.run("client.poll")).containsExactly("poll called");
        }
    }

    @Test
    void findsATaskOnAConfigurationClass() {
        try (Found found = Found.in(Config.class)) {
            assertThat(found.run("config.check")).containsExactly("checked");
        }
    }

    @Test
    void findsBeansThatWereRegisteredAsObjects() {
        Journal journal = new Journal();
        try (Found found =
                Found.in(context -> context.getBeanFactory().registerSingleton("ready", new RealJob(journal)))) {
            assertThat(found.names()).containsExactly("ready.work");
        }
    }

    @Test
    void namesTwoBeansOfAClassApart() {
        try (Found found = Found.in(context -> {
            context.registerBean("first", RealJob.class);
            context.registerBean("second", RealJob.class);
        })) {
            assertThat(found.names()).containsExactly("first.work", "second.work");
        }
    }

    @Test
    void namesATaskAfterItsClassWhereTheBeansNameIsNoIdentifier() {
        try (Found found = Found.in(context -> context.registerBean(RealJob.class))) {
            assertThat(found.names()).containsExactly("real-job.work");
            assertThat(found.task("real-job.work").source()).isEqualTo("beanKindsTests.RealJob.work");
        }
    }

    @Test
    void findsABeanWithAliasesOnce() {
        try (Found found = Found.in(context -> {
            context.registerBean("one", RealJob.class);
            context.registerAlias("one", "another");
        })) {
            assertThat(found.names()).containsExactly("one.work");
        }
    }

    @Test
    void runsClassesThatAreTasksThemselves() {
        try (Found found = Found.in(RunnableTask.class, HandlerTask.class)) {
            assertThat(found.names()).containsExactly("cleanup", "handler-task");
            assertThat(found.run("cleanup", "handler-task")).containsExactly("cleaned", "handler-task handled");
        }
    }

    @Test
    void leavesAParentsBeansToTheParent() {
        try (Found parent = Found.in(RunnableTask.class);
                Found child = Found.in(context -> context.setParent(parent.context()), HandlerTask.class)) {
            assertThat(parent.names()).containsExactly("cleanup");
            assertThat(child.names()).containsExactly("handler-task");
        }
    }

    @Test
    void runsTheChildsBeanWhereTheParentHasOneOfThatName() {
        Journal parents = new Journal();
        try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext()) {
            parent.getBeanFactory().registerSingleton("job", new RealJob(parents));
            parent.refresh();
            try (Found child = Found.in(context -> {
                context.setParent(parent);
                context.registerBean("job", RealJob.class);
            })) {
                assertThat(child.run("job.work")).containsExactly("worked");
                assertThat(parents.entries()).isEmpty();
            }
        }
    }

    @Test
    void ignoresBeansWithoutTasksAndBeansThatAreNull() {
        try (Found found = Found.in(Nothing.class)) {
            assertThat(found.names()).isEmpty();
        }
    }

    @Test
    void throwsWhatTheMethodThrew() {
        try (Found found = Found.in(Failing.class)) {
            assertThatThrownBy(() -> found.task("failing.work").handler().run(new RunContext("failing.work")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
            assertThatThrownBy(() -> found.task("failing.crash").handler().run(new RunContext("failing.crash")))
                    .isInstanceOf(AssertionError.class);
        }
    }

    interface Job {}

    static class RealJob implements Job {
        private final Journal journal;

        RealJob(Journal journal) {
            this.journal = journal;
        }

        @Task(every = "1 minute")
        void work() {
            journal.note("worked");
        }
    }

    static class Base {
        final Journal journal;

        Base(Journal journal) {
            this.journal = journal;
        }

        @Task(every = "1 minute")
        protected void inherited() {
            journal.note("protected");
        }
    }

    @Component("vis")
    static class Visibilities extends Base {
        Visibilities(Journal journal) {
            super(journal);
        }

        @Task(every = "1 minute")
        public void shown() {
            journal.note("public");
        }

        @Task(every = "1 minute")
        void own() {
            journal.note("package-private");
        }

        @Task(every = "1 minute")
        @SuppressWarnings("UnusedMethod") // called by reflection, which is what is tested
        private void hidden() {
            journal.note("private");
        }
    }

    @Component("withContext")
    record WithContext(Journal journal) {
        @Task(every = "1 minute")
        void report(TaskContext context) {
            journal.note(context.task() + " at " + context.scheduledTime());
        }
    }

    @Component("prototype")
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    static class Prototype {
        private final Journal journal;
        private int runs;

        Prototype(Journal journal) {
            this.journal = journal;
            journal.note("made");
        }

        @Task(every = "1 minute")
        void sync() {
            runs++;
            journal.note("run " + runs);
        }
    }

    static class InterfaceTyped {
        @Bean
        Job job(Journal journal) {
            return new RealJob(journal);
        }
    }

    @Component("made")
    record ConcreteFactory(Journal journal) implements FactoryBean<RealJob> {
        @Override
        public RealJob getObject() {
            return new RealJob(journal);
        }

        @Override
        public Class<?> getObjectType() {
            return RealJob.class;
        }
    }

    @Component("made")
    record InterfaceFactory(Journal journal) implements FactoryBean<Job> {
        @Override
        public Job getObject() {
            return new RealJob(journal);
        }

        @Override
        public Class<?> getObjectType() {
            return Job.class;
        }
    }

    @Component("made")
    static class BrokenFactory implements FactoryBean<Job> {
        @Override
        public Job getObject() {
            throw new IllegalStateException("not today");
        }

        @Override
        public Class<?> getObjectType() {
            return Job.class;
        }
    }

    interface Client {
        @Task(every = "1 minute")
        void poll();
    }

    @Component("client")
    record ClientFactory(Journal journal) implements FactoryBean<Client> {
        @Override
        public Client getObject() {
            return (Client) Proxy.newProxyInstance(
                    Client.class.getClassLoader(), new Class<?>[] {Client.class}, (proxy, method, arguments) -> {
                        journal.note(method.getName() + " called");
                        return null;
                    });
        }

        @Override
        public Class<?> getObjectType() {
            return Client.class;
        }
    }

    @Component("workingFactory")
    record WorkingFactory(Journal journal) implements FactoryBean<String> {
        @Override
        public String getObject() {
            return "text";
        }

        @Override
        public Class<?> getObjectType() {
            return String.class;
        }

        @Task(every = "1 minute")
        void refresh() {
            journal.note("refreshed");
        }
    }

    @Configuration("config")
    static class Config {
        private final Journal journal;

        Config(Journal journal) {
            this.journal = journal;
        }

        @Task(every = "1 minute")
        final void check() {
            journal.note("checked");
        }
    }

    @Component("cleanup")
    @Task(every = "1 minute")
    record RunnableTask(Journal journal) implements Runnable {
        @Override
        public void run() {
            journal.note("cleaned");
        }
    }

    @Component("handlerTask")
    @Task(every = "1 minute")
    record HandlerTask(Journal journal) implements TaskHandler {
        @Override
        public void run(TaskContext context) {
            journal.note(context.task() + " handled");
        }
    }

    static class Nothing {
        @Bean
        @SuppressWarnings("NullAway") // Spring allows a bean that is null
        Job none() {
            return null;
        }
    }

    @Component("failing")
    static class Failing {
        @Task(every = "1 minute")
        void work() throws IOException {
            throw new IOException("disk full");
        }

        @Task(every = "1 minute")
        void crash() {
            throw new AssertionError("broken");
        }
    }
}
