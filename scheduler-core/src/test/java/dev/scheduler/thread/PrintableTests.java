package dev.scheduler.thread;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTests {

    private static final class Unreadable extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }
    }

    @Test
    void whatCanBeReadIsLeftAsItIs() {
        RuntimeException error = new RuntimeException("plain", new IllegalStateException("its cause"));
        error.addSuppressed(new RuntimeException("suppressed", error));

        assertThat(Printable.of(error)).isSameAs(error);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThat(Printable.of(new Unreadable())).hasMessageContaining(Unreadable.class.getName());
        assertThat(Printable.of(new RuntimeException("outer", new Unreadable())))
                .hasMessageContaining("java.lang.RuntimeException was thrown, which cannot be read");
    }
}
