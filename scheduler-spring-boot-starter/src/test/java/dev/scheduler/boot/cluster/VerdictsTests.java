package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static dev.scheduler.boot.cluster.TestCluster.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Of several things that could be said of a scheduled time without a record, the first that holds is. */
class VerdictsTests {

    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Instant BEFORE = NOON.minusSeconds(10);
    private static final Instant AFTER = NOON.plusSeconds(10);
    private static final List<Interval> THEN = List.of(new Interval(BEFORE, AFTER));
    private static final List<Interval> NEVER = List.of();
    private static final List<Pause> PAUSED = List.of(pause(BEFORE, AFTER));

    private static Pause pause(Instant since, Instant ended) {
        return new Pause("p", "a", since, null, ended, ByHand.of("alice").because("moving"));
    }

    private static Verdict verdict(
            Instant purgedUntil, List<Pause> pauses, List<Interval> steps, List<Interval> outages) {
        return new Verdicts(purgedUntil, pauses, GRACE, steps, outages).of(NOON);
    }

    private static void assertIs(Verdict verdict, ExecutionState state, Reason reason) {
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.isMissed()).isEqualTo(state == ExecutionState.MISSED);
    }

    @Test
    void whatMayHaveRunIsForgottenWhateverElseThereWas() {
        assertIs(verdict(NOON, PAUSED, NEVER, NEVER), ExecutionState.SKIPPED, Reason.CLOCK_JUMP);
        assertIs(verdict(NOON, List.of(), THEN, THEN), ExecutionState.SKIPPED, Reason.CLOCK_JUMP);
        assertThat(verdict(AFTER, PAUSED, THEN, THEN)).isEqualTo(Verdict.FORGOTTEN);
    }

    @Test
    void whatWasPurgedBeforeItSaysNothingOfIt() {
        assertIs(verdict(NOON.minusNanos(1), PAUSED, NEVER, NEVER), ExecutionState.SKIPPED, Reason.PAUSED);
        assertIs(verdict(NOON.minusNanos(1), List.of(), NEVER, NEVER), ExecutionState.MISSED, Reason.NODE_DOWN);
    }

    @Test
    void whatAPauseForbadeIsSkippedThoughTheClockPassedOverItAndTheJudgeWasCutOff() {
        Verdict paused = verdict(TaskMark.LONG_AGO, PAUSED, THEN, NEVER);
        assertIs(paused, ExecutionState.SKIPPED, Reason.PAUSED);
        assertThat(paused.detail()).isEqualTo("paused by alice: moving");
        assertIs(verdict(TaskMark.LONG_AGO, PAUSED, NEVER, THEN), ExecutionState.SKIPPED, Reason.PAUSED);
        assertIs(verdict(TaskMark.LONG_AGO, PAUSED, THEN, THEN), ExecutionState.SKIPPED, Reason.PAUSED);
    }

    @Test
    void aPauseThatBeganWithinTheGraceComesBeforeTheRestAndALaterOneDoesNot() {
        List<Pause> within = List.of(pause(NOON.plus(GRACE), NOON.plus(GRACE).plusSeconds(1)));
        List<Pause> later =
                List.of(pause(NOON.plus(GRACE).plusNanos(1), NOON.plus(GRACE).plusSeconds(1)));

        assertIs(verdict(TaskMark.LONG_AGO, within, THEN, THEN), ExecutionState.SKIPPED, Reason.PAUSED);
        assertIs(verdict(TaskMark.LONG_AGO, later, THEN, THEN), ExecutionState.MISSED, Reason.CLOCK_JUMP);
    }

    @Test
    void whatTheClockPassedOverIsMissedForThatThoughTheJudgeWasCutOff() {
        assertIs(verdict(TaskMark.LONG_AGO, List.of(), THEN, THEN), ExecutionState.MISSED, Reason.CLOCK_JUMP);
    }

    @Test
    void whatIsLeftIsMissedForTheOutageOrElseAsNoNodeWasThere() {
        assertIs(verdict(TaskMark.LONG_AGO, List.of(), NEVER, THEN), ExecutionState.MISSED, Reason.NO_LOCK_STORE);
        assertIs(verdict(TaskMark.LONG_AGO, List.of(), NEVER, NEVER), ExecutionState.MISSED, Reason.NODE_DOWN);
    }
}
