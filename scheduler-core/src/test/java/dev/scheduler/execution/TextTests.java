package dev.scheduler.execution;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written for people: outputs, errors, durations. */
class TextTests {

    @Test
    void keepsTheLastLinesOfAnOutput() {
        OutputTail tail = new OutputTail();
        for (int i = 0; i < 10_000; i++) {
            tail.add("line " + i);
        }

        assertThat(tail.toString())
                .hasSizeLessThan(OutputTail.LIMIT)
                .doesNotContain("line 0\n")
                .endsWith("line 9999");
    }

    @Test
    void cutsALineThatIsTooLongAtItsBeginning() {
        OutputTail tail = new OutputTail();
        tail.add("x".repeat(OutputTail.LIMIT * 2) + "end");

        assertThat(tail.toString()).hasSize(OutputTail.LIMIT - 1).endsWith("xend");
    }

    @Test
    void writesAnErrorWithItsCausesEvenInACircle() {
        IllegalStateException cause = new IllegalStateException("inner");
        IllegalArgumentException error = new IllegalArgumentException("outer", cause);
        cause.initCause(error);

        assertThat(ErrorText.of(error))
                .isEqualTo(
                        "java.lang.IllegalArgumentException: outer\ncaused by java.lang.IllegalStateException: inner");
    }

    @Test
    void cutsAnEndlessErrorAndBearsOneThatCannotBePrinted() {
        assertThat(ErrorText.of(new IllegalStateException("x".repeat(10_000))))
                .hasSize(ErrorText.LIMIT)
                .endsWith("…");
        assertThat(ErrorText.of(new Unprintable())).isEqualTo(Unprintable.class.getName());
    }

    @Test
    void saysDurationsInTheirTwoLargestUnits() {
        assertThat(DurationWords.of(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(DurationWords.of(Duration.ofMillis(1_350))).isEqualTo("1 s 350 ms");
        assertThat(DurationWords.of(Duration.ofHours(49).plusSeconds(5))).isEqualTo("2 d 1 h");
        assertThat(DurationWords.of(Duration.ofSeconds(-90))).isEqualTo("-1 min 30 s");
    }

    @SuppressWarnings("OverrideThrowableToString") // that is what it is for
    private static final class Unprintable extends RuntimeException {
        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }
}
