package dev.scheduler.lock;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

    @Test
    void isWhatTheInnermostCauseSays() {
        assertThat(Problem.of(new IllegalStateException("outer", new RuntimeException(" refused "))))
                .isEqualTo("RuntimeException: refused");
    }

    /** Who keeps locks says it where one could not be extended, and must go on. */
    @Test
    void isNamedThoughItCannotBeRead() {
        RuntimeException unreadable = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }
        };

        assertThat(Problem.of(unreadable)).contains(unreadable.getClass().getName());
    }
}
