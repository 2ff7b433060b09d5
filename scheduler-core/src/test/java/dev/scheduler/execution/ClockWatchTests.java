package dev.scheduler.execution;

import dev.scheduler.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClockWatchTests {

    private final SettableClock clock = new SettableClock(Rig.START);
    private final ClockWatch watch = new ClockWatch(clock, clock::nanoTime);

    @Test
    void timeThatGoesByAsItShouldIsNoGap() {
        clock.advance(Duration.ofSeconds(1));

        assertThat(gap()).isNull();
    }

    @Test
    void timeThatWentIntoWorkIsNoGap() {
        clock.advance(Duration.ofSeconds(9));
        watch.mark();
        clock.advance(Duration.ofSeconds(1));

        assertThat(gap()).isNull();
    }

    @Test
    void aProcessThatStoodStillAmidItsWorkIsAGap() {
        clock.advance(Duration.ofHours(1));
        watch.mark();

        assertThat(gap()).extracting(ClockWatch.Gap::reason).isEqualTo(Reason.NODE_DOWN);
    }

    @Test
    void aClockThatWasSetAmidTheWorkIsAGap() {
        clock.step(Duration.ofSeconds(-5));
        watch.mark();

        assertThat(gap()).extracting(ClockWatch.Gap::reason).isEqualTo(Reason.CLOCK_JUMP);
    }

    @Test
    void aClockThatIsSetBackALittleWasNotWrongBefore() {
        clock.step(Duration.ofSeconds(3));
        gap();
        clock.step(Duration.ofSeconds(-3));

        assertThat(gap()).extracting(ClockWatch.Gap::correction).isEqualTo(false);
    }

    @Test
    void aProcessThatStoodStillIsAGap() {
        clock.advance(Duration.ofSeconds(30));

        assertThat(gap())
                .isEqualTo(new ClockWatch.Gap(
                        Rig.START, Rig.START.plusSeconds(30), Reason.NODE_DOWN, Duration.ZERO, false));
        assertThat(gap()).as("only once").isNull();
    }

    @Test
    void aClockThatWasSetIsAGapOfItsOwnKind() {
        clock.step(Duration.ofHours(-1));
        ClockWatch.Gap back = gap();
        clock.step(Duration.ofHours(2));
        ClockWatch.Gap forward = gap();

        assertThat(back).hasToString("the clock was set back from 2026-01-05T12:00:00Z to 2026-01-05T11:00:00Z");
        assertThat(forward)
                .hasToString("the clock was set forward, or the machine slept, from 2026-01-05T11:00:00Z"
                        + " to 2026-01-05T13:00:00Z");
    }

    private ClockWatch.@Nullable Gap gap() {
        return watch.read().gap();
    }
}
