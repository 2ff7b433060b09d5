package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** Which scheduled times are accepted, and what is said of the others. */
class DueTests {

    private static final TaskSettings ALLOW = settings(Overlap.ALLOW);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void runsAtEachScheduledTimeOnceOpened() {
        rig.with(task("a", Ticks.every(10), ALLOW, context -> {})).open().advance(Duration.ofSeconds(30));

        assertThat(rig.ends(3))
                .extracting(Execution::scheduledTime)
                .containsExactlyInAnyOrder(START.plusSeconds(10), START.plusSeconds(20), START.plusSeconds(30));
        assertThat(rig.scheduler.task("a").next()).isEqualTo(START.plusSeconds(40));
    }

    @Test
    void aTaskRegisteredLaterCountsFromThen() {
        rig.open().advance(Duration.ofSeconds(15));
        rig.with(task("a", Ticks.every(10), context -> {}));

        assertThat(rig.scheduler.task("a").next()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void aLittleLatenessLosesNothing() {
        rig.with(task("a", Ticks.every(1), ALLOW, context -> {})).open();
        rig.advanceAtOnce(Duration.ofSeconds(2));

        assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
    }

    @Test
    void afterTheProcessStoodStillOnlyTheLatestRunsAndTheOthersAreMissed() {
        rig.with(task("a", Ticks.every(10), context -> {})).open();
        rig.advanceAtOnce(Duration.ofSeconds(45));

        List<Execution> told = rig.ends(2).stream()
                .sorted(Comparator.comparing(Execution::scheduledTime))
                .toList();
        Execution missed = told.get(0);
        assertThat(missed.state()).isEqualTo(ExecutionState.MISSED);
        assertThat(missed.reason()).isEqualTo(Reason.NODE_DOWN);
        assertThat(missed.count()).isEqualTo(3);
        assertThat(missed.firstScheduledTime()).isEqualTo(START.plusSeconds(10));
        assertThat(missed.scheduledTime()).isEqualTo(START.plusSeconds(30));
        assertThat(missed.detail()).contains("stood still from " + START);

        Execution latest = told.get(1);
        assertThat(latest.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(latest.scheduledTime()).isEqualTo(START.plusSeconds(40));
        assertThat(latest.lateness()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void afterAGapLongerThanGraceTheLatestIsMissedToo() {
        rig.with(task("hourly", Ticks.every(3_600), context -> {})).open();
        rig.advanceAtOnce(Duration.ofMinutes(62));

        Execution missed = rig.nextEnd();
        assertThat(missed.state()).isEqualTo(ExecutionState.MISSED);
        assertThat(missed.count()).isEqualTo(1);
        assertThat(rig.scheduler.task("hourly").lastSkip()).isEqualTo(missed);
        assertThat(rig.scheduler.task("hourly").next()).isEqualTo(START.plusSeconds(7_200));
    }

    @Test
    void aClockSetForwardIsSaidToBeTheReason() {
        rig.with(task("hourly", Ticks.every(3_600), context -> {})).open();
        rig.clock.step(Duration.ofHours(5).plusMinutes(30));
        rig.beat();

        Execution missed = rig.nextEnd();
        assertThat(missed.reason()).isEqualTo(Reason.CLOCK_JUMP);
        assertThat(missed.count()).isEqualTo(5);
    }

    @Test
    void aClockSetBackRunsNothingTwice() {
        rig.with(task("a", Ticks.every(10), context -> {})).open().advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(10));
        rig.clock.step(Duration.ofSeconds(-8));
        rig.beat().advance(Duration.ofSeconds(18));

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(20));
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aDelayRunsAtOnceAndThenSoLongAfterEachEnd() {
        rig.with(task("a", new Delay(Duration.ofSeconds(10)), context -> rig.clock.advance(Duration.ofSeconds(3))))
                .open()
                .beat();
        Execution first = rig.nextEnd();

        assertThat(first.scheduledTime()).isEqualTo(START);
        assertThat(nextOnceKnown("a")).isEqualTo(START.plusSeconds(13));
        rig.advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(13));
    }

    @Test
    void aDelayMovesWithTheClock() {
        rig.with(task("a", new Delay(Duration.ofSeconds(10)), context -> {}))
                .open()
                .beat();
        rig.nextEnd();
        nextOnceKnown("a");
        rig.clock.step(Duration.ofHours(1));
        rig.beat();

        assertThat(rig.scheduler.task("a").next())
                .isEqualTo(START.plus(Duration.ofHours(1)).plusSeconds(10));
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aDelayThatIsChangedWhileItsTaskRunsCountsFromTheEnd() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", new Delay(Duration.ofSeconds(10)), context -> release.await()))
                .open()
                .beat();
        rig.nextStart();
        rig.scheduler.reschedule("a", new Delay(Duration.ofSeconds(20)));
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.scheduler.task("a").next()).isNull();
        release.countDown();

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(nextOnceKnown("a")).isEqualTo(START.plusSeconds(21));
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aTaskChangedFromADelayToAScheduleWhileItRunsFollowsTheSchedule() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", new Delay(Duration.ofSeconds(3)), context -> release.await()))
                .open()
                .beat();
        rig.nextStart();
        rig.scheduler.reschedule("a", Ticks.every(60));
        release.countDown();
        rig.nextEnd();
        rig.advance(Duration.ofSeconds(10));

        assertThat(rig.scheduler.task("a").next()).isEqualTo(START.plusSeconds(60));
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aClockThatWasWrongWhenTheSchedulerStartedSilencesNothing() {
        rig.with(task("hourly", Ticks.every(3_600), context -> {})).open().advance(Duration.ofSeconds(5));
        rig.clock.step(Duration.ofHours(-2));
        rig.beat();

        assertThat(rig.scheduler.task("hourly").next()).isEqualTo(START.minusSeconds(3_600));
    }

    @Test
    void aClockSetForwardByMistakeSilencesNothingOnceItIsRight() {
        rig.with(task("hourly", Ticks.every(3_600), context -> {})).open();
        rig.clock.step(Duration.ofDays(365).plusMinutes(30));
        rig.beat();
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.MISSED);
        rig.clock.step(Duration.ofDays(-365).minusMinutes(30));
        rig.beat();

        assertThat(rig.scheduler.task("hourly").next()).isEqualTo(START.plusSeconds(3_600));
    }

    @Test
    void aRemovedTaskThatStillRunsGuardsTheOneThatTakesItsName() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", Ticks.every(10), context -> release.await())).open().advance(Duration.ofSeconds(10));
        Execution first = rig.nextStart();
        rig.scheduler.remove("a");
        rig.with(task("a", Ticks.every(10), context -> {})).advance(Duration.ofSeconds(10));

        Execution second = rig.nextEnd();
        assertThat(second.reason()).isEqualTo(Reason.OVERLAPPING);
        assertThat(second.detail()).contains(first.id());
        release.countDown();
        assertThat(rig.nextEnd().id()).isEqualTo(first.id());
        rig.advance(Duration.ofSeconds(10));
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void whatARemovedTaskLeavesBehindIsForgotten() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", Ticks.every(10), context -> release.await())).open().advance(Duration.ofSeconds(10));
        rig.nextStart();
        rig.scheduler.remove("a");
        release.countDown();
        rig.nextEnd();
        rig.with(task("a", Ticks.every(10), context -> {}));

        assertThat(rig.scheduler.executions("a")).isEmpty();
    }

    @Tag("S1")
    @Test
    void aDisabledTaskIsListedAndNeverDue() {
        TaskSettings disabled = TaskSettings.builder().enabled(false).build();
        rig.with(task("a", Ticks.every(1), disabled, context -> {})).open().advance(Duration.ofSeconds(5));

        assertThat(rig.scheduler.task("a").next()).isNull();
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aRescheduledTaskFollowsItsNewTiming() {
        rig.with(task("a", Ticks.every(10), context -> {})).open();
        rig.scheduler.reschedule("a", Ticks.every(60));
        rig.advance(Duration.ofSeconds(60));

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(60));
        assertThat(rig.ended()).isEmpty();
    }

    @Test
    void aRemovedTaskRunsToItsEndAndNeverAgain() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        rig.with(task("a", Ticks.every(10), context -> release.await())).open().advance(Duration.ofSeconds(10));
        rig.nextStart();
        rig.scheduler.remove("a");
        release.countDown();

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.ended()).isEmpty();
        assertThat(rig.scheduler.tasks()).isEmpty();
    }

    @Test
    void aScheduleThatThrowsIsAskedAgainAndStopsNobodyElse() {
        Broken broken = new Broken();
        rig.with(task("broken", broken, context -> {}), task("sound", Ticks.every(30), context -> {}))
                .open();
        assertThat(rig.scheduler.task("broken").next()).isNull();
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.nextEnd().task()).isEqualTo("sound");

        broken.mended = true;
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.nextEnd().task()).isEqualTo("sound");
        assertThat(rig.scheduler.task("broken").next()).isEqualTo(START.plusSeconds(70));
    }

    @Test
    void aScheduleThatStandsStillIsMovedOn() {
        rig.with(task("stuck", new Stuck(), ALLOW, context -> {})).open().advance(Duration.ofSeconds(3));

        assertThat(rig.ends(3)).extracting(Execution::scheduledTime).doesNotHaveDuplicates();
    }

    @Test
    void aHiccupCostsATaskThatIsDueManyTimesASecondNothing() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig one = new Rig(1, List.of())) {
            one.with(task("blocker", Ticks.every(3_600), context -> release.await()));
            one.with(task("a", new Ticks(Duration.ofMillis(250)), context -> {}));
            one.open();
            one.scheduler.run("blocker");
            one.nextStart();
            for (int i = 0; i < 4; i++) {
                one.advanceAtOnce(Duration.ofMillis(250));
            }
            release.countDown();

            assertThat(one.ends(5)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void whileNoThreadIsFreeATaskWaitsOnceAndSaysSo() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig narrow = new Rig(1, List.of())) {
            narrow.with(task("blocker", new Delay(Duration.ofHours(1)), context -> release.await()))
                    .open()
                    .beat();
            narrow.nextStart();
            narrow.with(task("waiter", Ticks.every(10), context -> {})).advance(Duration.ofSeconds(20));

            Execution second = narrow.nextEnd();
            assertThat(second.reason()).isEqualTo(Reason.OVERLAPPING);
            assertThat(second.detail()).contains("waits for a thread");
            release.countDown();
            assertThat(narrow.ends(2)).extracting(Execution::task).containsExactly("blocker", "waiter");
        }
    }

    @Test
    void jitterPutsAStartOffWithoutLosingItsScheduledTime() {
        TaskSettings jittered =
                TaskSettings.builder().jitter(Duration.ofMillis(20)).build();
        rig.with(task("a", Ticks.every(10), jittered, context -> {})).open().advance(Duration.ofSeconds(10));

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void aHundredThousandRegistrationsAndRemovalsLeaveNothingBehind() {
        rig.with(task("kept", Ticks.every(60), context -> {})).open();
        for (int i = 0; i < 100_000; i++) {
            rig.scheduler.register(task("passing", Ticks.every(1 + i % 60), context -> {}));
            rig.scheduler.reschedule("passing", Ticks.every(7));
            rig.scheduler.remove("passing");
        }

        assertThat(rig.scheduler.tasks()).hasSize(1);
        assertThat(rig.underWay()).isEmpty();
    }

    /** The end is told before the next time is known, so the test waits for it. */
    private Instant nextOnceKnown(String task) {
        Instant next = null;
        while (next == null) {
            Thread.onSpinWait();
            next = rig.scheduler.task(task).next();
        }
        return next;
    }

    private static TaskSettings settings(Overlap overlap) {
        return TaskSettings.builder().overlap(overlap).build();
    }

    private static final class Broken implements Schedule {

        volatile boolean mended;

        @Override
        public Instant next(Instant after) {
            if (!mended) {
                throw new IllegalStateException("broken");
            }
            return Ticks.every(10).next(after);
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }

    private record Stuck() implements Schedule {

        @Override
        public Instant next(Instant after) {
            return after;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
