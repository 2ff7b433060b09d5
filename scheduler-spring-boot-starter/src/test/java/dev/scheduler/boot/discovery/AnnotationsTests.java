package dev.scheduler.boot.discovery;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.Task;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskSettings;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

class AnnotationsTests {

    @Test
    void readsEveryAttributeThatIsSetAndNoOther() {
        try (Found found = Found.in(Everything.class)) {
            var timing = found.task("everything.all").timing();
            var settings = found.task("everything.all").settings();
            assertThat(timing.every()).isEqualTo("1 month");
            assertThat(timing.on()).isEqualTo("last day");
            assertThat(timing.zone()).isEqualTo("Europe/Paris");
            assertThat(timing.cron()).isNull();
            assertThat(settings.onOneServer()).isTrue();
            assertThat(settings.withoutOverlapping()).isTrue();
            assertThat(settings.overlap()).isEqualTo(Overlap.QUEUE);
            assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
            assertThat(settings.missed()).isEqualTo(Missed.ONCE);
            assertThat(settings.maxTries()).isEqualTo(3);
            assertThat(settings.evenWhenPaused()).isTrue();
            assertThat(settings.description()).isEqualTo("Sends");
            assertThat(settings.timeout()).isNull();
            assertThat(found.task("everything.all").group()).isEqualTo("money");

            assertThat(found.task("everything.least").timing().schedule()).isEqualTo("daily");
            assertThat(found.task("everything.least").settings()).isEqualTo(TaskSettings.UNSET);
            assertThat(found.faults().faults()).isEmpty();
        }
    }

    @Test
    void readsAnnotationsThatAreMadeOfTask() {
        try (Found found = Found.in(Composed.class)) {
            assertThat(found.names()).containsExactly("nightly-report", "composed.plain");
            assertThat(found.task("nightly-report").timing().zone()).isEqualTo("Asia/Tokyo");
            assertThat(found.task("nightly-report").timing().at()).isEqualTo("02:00");
            assertThat(found.task("composed.plain").timing().zone()).isNull();
        }
    }

    @Test
    void readsAnAnnotationThatMakesABeanAndATaskOfAClass() {
        try (Found found = Found.in(Job.class)) {
            assertThat(found.names()).containsExactly("job");
        }
    }

    @Test
    void makesATaskOfEachRepetition() {
        try (Found found = Found.in(Repeated.class, RepeatedOnType.class)) {
            assertThat(found.names())
                    .containsExactlyInAnyOrder("early", "late", "tokyo", "paris", "repeated-a", "repeated-b");
            assertThat(found.task("early").timing().at()).isEqualTo("01:00");
            assertThat(found.task("late").timing().at()).isEqualTo("23:00");
            assertThat(found.faults().faults()).isEmpty();
        }
    }

    @Test
    void asksForANameOfEachRepetition() {
        try (Found found = Found.in(RepeatedNameless.class)) {
            assertThat(found.names()).containsExactly("early");
            assertThat(found.faults().faults())
                    .containsExactly(
                            "nameless.sync: @Task stands here 2 times, and one of them ({at=23:00, every=1 day})"
                                    + " has no name; each needs one of its own, such as name = \"nameless.sync-2\"");
        }
    }

    @Test
    void inheritsFromSuperclassesAndInterfacesButOnce() {
        try (Found found = Found.in(Heir.class)) {
            assertThat(found.names())
                    .containsExactly("heir.asked", "heir.generic", "heir.given", "heir.overridden", "heir.plain");
            assertThat(found.run("heir.asked", "heir.generic", "heir.given", "heir.overridden", "heir.plain"))
                    .containsExactly("asked", "generic heir.generic", "given", "overridden", "plain");
            assertThat(found.faults().faults()).isEmpty();
        }
    }

    @Test
    void prefersWhatTheSubclassSays() {
        try (Found found = Found.in(Heir.class)) {
            assertThat(found.task("heir.overridden").timing().every()).isEqualTo("2 minutes");
        }
    }

    @Test
    void resolvesPlaceholdersInEveryString() {
        try (Found found = Found.in(
                context -> properties(context, Map.of("sync.every", "7 minutes", "sync.name", "sync")),
                Placeholders.class)) {
            assertThat(found.faults().faults()).isEmpty();
            assertThat(found.task("sync-records").timing().every()).isEqualTo("7 minutes");
            assertThat(found.task("sync-records").timing().zone()).isEqualTo("UTC");
            assertThat(found.task("sync-records").settings().description()).isEqualTo("Syncs sync, costs ${much}");
        }
    }

    @Test
    void takesAnAttributeThatComesOutEmptyAsUnset() {
        try (Found found = Found.in(EmptyPlaceholder.class)) {
            assertThat(found.task("empty.sync").timing().zone()).isNull();
            assertThat(found.task("empty.sync").timing().cron()).isEqualTo("-");
        }
    }

    @Test
    void tellsOfEachPlaceholderThatNothingResolves() {
        try (Found found = Found.in(Placeholders.class)) {
            assertThat(found.faults().faults())
                    .hasSize(3)
                    .contains(
                            "every = \"${sync.every}\" on placeholders.sync: Could not resolve placeholder 'sync.every'"
                                    + " in value \"${sync.every}\"; set that property, or give a default after a colon, as in"
                                    + " \"${sync.every:default}\"");
        }
    }

    @Test
    void tellsOfThemTheSameWayWhereAConfigurerOfPlaceholdersIsDeclared() {
        try (Found lenient = Found.in(Placeholders.class);
                Found strict = Found.in(
                        context -> context.registerBean(PropertySourcesPlaceholderConfigurer.class),
                        Placeholders.class)) {
            assertThat(strict.faults().faults())
                    .hasSize(3)
                    .isEqualTo(lenient.faults().faults());
        }
    }

    private static void properties(AnnotationConfigApplicationContext context, Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
    }

    @Component("everything")
    static class Everything {
        @Task(
                every = "1 month",
                on = "last day",
                zone = "Europe/Paris",
                onOneServer = true,
                withoutOverlapping = true,
                overlap = Overlap.QUEUE,
                lease = "30 seconds",
                missed = Missed.ONCE,
                maxTries = 3,
                evenWhenPaused = true,
                description = "Sends",
                group = "money")
        void all() {}

        @Task("daily")
        void least() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Task(every = "1 day", at = "02:00")
    @interface Nightly {
        @AliasFor(annotation = Task.class, attribute = "name")
        String value() default "";

        @AliasFor(annotation = Task.class)
        String zone() default "";
    }

    @Component("composed")
    static class Composed {
        @Nightly(value = "nightly-report", zone = "Asia/Tokyo")
        void named() {}

        @Nightly
        void plain() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Component
    @Task("hourly")
    @interface HourlyJob {}

    @HourlyJob
    static class Job implements Runnable {
        @Override
        public void run() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(InZones.class)
    @Task(every = "1 day")
    @interface InZone {
        @AliasFor(annotation = Task.class, attribute = "name")
        String name();

        @AliasFor(annotation = Task.class, attribute = "zone")
        String zone();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface InZones {
        InZone[] value();
    }

    @Component("repeated")
    static class Repeated {
        @Task(name = "early", every = "1 day", at = "01:00")
        @Task(name = "late", every = "1 day", at = "23:00")
        void sync() {}

        @InZone(name = "tokyo", zone = "Asia/Tokyo")
        @InZone(name = "paris", zone = "Europe/Paris")
        void zoned() {}
    }

    @Component("repeatedOnType")
    @Task(name = "repeated-a", every = "1 minute")
    @Task(name = "repeated-b", every = "1 hour")
    static class RepeatedOnType implements Runnable {
        @Override
        public void run() {}
    }

    @Component("nameless")
    static class RepeatedNameless {
        @Task(name = "early", every = "1 day", at = "01:00")
        @Task(every = "1 day", at = "23:00")
        void sync() {}
    }

    interface Asking<C> {
        @Task(every = "1 minute")
        void asked();

        @Task(every = "1 minute")
        default void given() {
            journal().note("given");
        }

        @Task(every = "1 minute")
        void generic(C context);

        Journal journal();
    }

    abstract static class Parent {
        @Task(every = "1 minute")
        void plain() {
            journal().note("plain");
        }

        @Task(every = "1 minute")
        void overridden() {
            throw new AssertionError("the subclass has its own");
        }

        public abstract Journal journal();
    }

    @Component("heir")
    static class Heir extends Parent implements Asking<TaskContext> {
        private final Journal journal;

        Heir(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public void asked() {
            journal.note("asked");
        }

        @Override
        public void generic(TaskContext context) {
            journal.note("generic " + context.task());
        }

        @Override
        @Task(every = "2 minutes")
        void overridden() {
            journal.note("overridden");
        }
    }

    @Component("placeholders")
    static class Placeholders {
        @Task(
                name = "${sync.name}-records",
                every = "${sync.every}",
                zone = "${sync.zone:UTC}",
                description = "Syncs ${sync.name}, costs \\${much}")
        void sync() {}
    }

    @Component("empty")
    static class EmptyPlaceholder {
        @Task(cron = "${sync.cron:-}", zone = "${sync.zone:}")
        void sync() {}
    }
}
