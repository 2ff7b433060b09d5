package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.core.OverridingClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

class TaskScannerTests {

    private final TaskScanner scanner = new TaskScanner();

    @Test
    void searchesEachClassOnce() {
        assertThat(scanner.scan(Plain.class)).isSameAs(scanner.scan(Plain.class));
        assertThat(scanner.scan(Sub.class)).isSameAs(scanner.scan(Sub.class));
    }

    @Test
    void findsNothingWhereNothingIsMentioned() {
        assertThat(scanner.scan(Plain.class).isEmpty()).isTrue();
        assertThat(scanner.scan(String.class).isEmpty()).isTrue();
        assertThat(scanner.scan(Described.class).isEmpty()).isTrue();
    }

    @Test
    void looksThroughAnnotationsThatAreMadeOfEachOther() {
        assertThat(scanner.scan(Circular.class).onMethods()).hasSize(1);
    }

    @Test
    void looksIntoWhatAClassInheritsFrom() {
        assertThat(scanner.scan(Sub.class).onMethods()).hasSize(1);
    }

    @Test
    void findsNothingInAClassThatNamesAnAbsentLibrary() throws ClassNotFoundException {
        Class<?> unreadable = new Without(Absent.class.getName()).loadClass(UsesAbsent.class.getName());
        assertThat(unreadable).isNotSameAs(UsesAbsent.class);
        assertThat(scanner.scan(UsesAbsent.class).onMethods()).hasSize(1);
        assertThat(scanner.scan(unreadable).isEmpty()).isTrue();
    }

    static class Plain {
        void work() {}
    }

    @Deprecated
    static class Described {
        @Override
        public String toString() {
            return "described";
        }
    }

    interface Super {
        @Task(every = "1 minute")
        default void work() {}
    }

    static class Middle implements Super {}

    static class Sub extends Middle {}

    @Retention(RetentionPolicy.RUNTIME)
    @Second
    @interface First {}

    @Retention(RetentionPolicy.RUNTIME)
    @First
    @Task(every = "1 minute")
    @interface Second {}

    static class Circular {
        @First
        void work() {}
    }

    interface Absent {}

    static class UsesAbsent {
        @Task(every = "1 minute")
        void work() {}

        void use(Absent library) {}
    }

    /** Loads this test's classes anew, as if one of them were missing. */
    private static final class Without extends OverridingClassLoader {
        private final String missing;

        Without(String missing) {
            super(TaskScannerTests.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected boolean isEligibleForOverriding(String name) {
            return name.startsWith(TaskScannerTests.class.getName() + "$");
        }

        @Override
        public Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
