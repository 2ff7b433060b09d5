package dev.scheduler.execution;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Claim;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One-server tasks on one node, beside a store that answers as the test says. */
class OneServerTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    private final ScriptedClaims claims = new ScriptedClaims(false);
    private final AtomicInteger bodies = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private Rig rig = new Rig(builder -> builder.claims(claims));

    @AfterEach
    void close() {
        release.countDown();
        rig.close();
    }

    @Test
    void aScheduledTimeThatIsWonRuns() {
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(bodies).hasValue(1);
        assertThat(claims.asked.toString()).isEqualTo("[[a 2026-01-05T12:00:10Z]]");
    }

    @Test
    void whatIsClaimedIsServedAlthoughTheNodeStops() throws InterruptedException {
        rig.close();
        rig = new Rig(builder -> builder.claims(claims).threads(1));
        CountDownLatch inside = new CountDownLatch(1);
        TaskHandler body = context -> {
            inside.countDown();
            release.await();
        };
        rig.with(task("a", EVERY_TEN_SECONDS, ONE_SERVER, body), task("b", EVERY_TEN_SECONDS, ONE_SERVER, body))
                .open()
                .advance(TEN_SECONDS);
        Rig.await(inside);
        while (!rig.underWay().stream().allMatch(Run::isClaimed)) {
            Thread.onSpinWait();
        }
        Thread stopping = new Thread(() -> rig.scheduler.stop(Duration.ofSeconds(30)));
        stopping.start();
        while (rig.scheduler.isRunning()) {
            Thread.onSpinWait();
        }
        release.countDown();
        stopping.join();

        assertThat(rig.ended())
                .extracting(Execution::state)
                .containsExactly(ExecutionState.SUCCEEDED, ExecutionState.SUCCEEDED);
    }

    @Test
    void whatAnotherNodeOfOursHasLeavesNoRecordHere() {
        claims.answer = execution -> Claim.Outcome.TAKEN;
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);
        untilIdle();
        claims.answer = execution -> Claim.Outcome.WON;
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(20));
        assertThat(rig.scheduler.executions("a")).hasSize(1);
        assertThat(bodies).hasValue(1);
    }

    @Test
    void whatSomebodyElseHoldsIsSkippedAndSaysWho() {
        claims.answer = execution -> Claim.Outcome.REFUSED;
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.state()).isEqualTo(ExecutionState.SKIPPED);
        assertThat(skipped.reason()).isEqualTo(Reason.OTHER_SERVER);
        assertThat(skipped.detail()).isEqualTo("as the test says");
    }

    @Test
    void whatARuleRefusesIsNeverClaimed() {
        start(ONE_SERVER);
        rig.scheduler.pause("a");
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().reason()).isEqualTo(Reason.PAUSED);
        assertThat(claims.asked).isEmpty();
    }

    @Test
    void aRunByHandAsksNobody() {
        start(ONE_SERVER);
        rig.scheduler.run("a");

        assertThat(rig.nextEnd().trigger()).isEqualTo(Trigger.MANUAL);
        assertThat(claims.asked).isEmpty();
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedAgainUntilTheNextTimeIsDue() {
        claims.answer = execution ->
                execution.scheduledTime().equals(START.plusSeconds(10)) ? Claim.Outcome.UNREACHABLE : Claim.Outcome.WON;
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);
        while (rig.underWay().stream().noneMatch(Run::waitsForStore)) {
            Thread.onSpinWait();
        }
        rig.advance(TEN_SECONDS);

        assertThat(rig.ends(2))
                .extracting(Execution::scheduledTime, Execution::state, Execution::reason)
                .containsExactlyInAnyOrder(
                        tuple(START.plusSeconds(10), ExecutionState.SKIPPED, Reason.NO_LOCK_STORE),
                        tuple(START.plusSeconds(20), ExecutionState.SUCCEEDED, null));
        assertThat(claims.abandoned).containsExactly("a 2026-01-05T12:00:10Z");
    }

    @Test
    void whatIsAnotherNodesShareIsLeftToItForAMoment() {
        claims.othersShare.add("a");
        rig.with(
                        task("a", EVERY_TEN_SECONDS, ONE_SERVER, context -> {}),
                        task("b", EVERY_TEN_SECONDS, ONE_SERVER, context -> {}))
                .open()
                .advance(TEN_SECONDS);

        assertThat(rig.nextEnd().task()).isEqualTo("b");
        assertThat(claims.asked.toString()).isEqualTo("[[b 2026-01-05T12:00:10Z]]");
        rig.advance(ClaimWindow.HEAD_START);
        assertThat(rig.nextEnd().task()).isEqualTo("a");
    }

    @Test
    void whatWouldBeSkippedHereIsLeftToOtherNodesForAMoment() throws InterruptedException {
        untilTheNextIsDueWhileItRuns();
        assertThat(claims.asked.toString()).doesNotContain("a 2026-01-05T12:00:20Z");
        rig.advance(ClaimWindow.WHILE_IT_RUNS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.scheduledTime()).isEqualTo(START.plusSeconds(20));
        assertThat(skipped.reason()).isEqualTo(Reason.OVERLAPPING);
    }

    @Test
    void whatIsLeftToOthersForAMomentRunsHereOnceTheOneBeforeHasEnded() throws InterruptedException {
        untilTheNextIsDueWhileItRuns();
        release.countDown();

        assertThat(rig.ends(2))
                .extracting(Execution::scheduledTime, Execution::state)
                .containsExactly(
                        tuple(START.plusSeconds(10), ExecutionState.SUCCEEDED),
                        tuple(START.plusSeconds(20), ExecutionState.SUCCEEDED));
    }

    private void untilTheNextIsDueWhileItRuns() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        TaskHandler body = context -> {
            inside.countDown();
            release.await();
        };
        Ticks atTwenty = Ticks.every(20);
        rig.with(task("a", EVERY_TEN_SECONDS, ONE_SERVER, body), task("b", atTwenty, ONE_SERVER, context -> {}))
                .open()
                .advance(TEN_SECONDS);
        Rig.await(inside);
        rig.advance(TEN_SECONDS);
        assertThat(rig.nextEnd().task()).isEqualTo("b");
    }

    @Test
    void aStoreThatFailsAtOnceIsNotAskedAllTheTime() {
        claims.answer = execution -> Claim.Outcome.UNREACHABLE;
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);
        while (claims.askedAt.size() < 3) {
            Thread.onSpinWait();
        }

        assertThat(Duration.ofNanos(claims.askedAt.get(2) - claims.askedAt.get(0)))
                .isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void missedTimesOfAccountedClaimsAreLeftToTheJudgementOfAllNodes() {
        rig.close();
        rig = new Rig(builder -> builder.claims(new ScriptedClaims(true)));
        start(ONE_SERVER);
        rig.advanceAtOnce(Duration.ofMinutes(10));

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(600));
        assertThat(rig.scheduler.executions("a")).hasSize(1);
    }

    @Test
    void whatNoNodeHasClaimedYetIsExplained() {
        rig.close();
        ScriptedClaims elsewhere = new ScriptedClaims(true);
        elsewhere.answer = execution -> Claim.Outcome.TAKEN;
        rig = new Rig(builder -> builder.claims(elsewhere));
        start(ONE_SERVER);
        rig.advance(TEN_SECONDS);
        untilIdle();

        assertThat(rig.scheduler.explain("a", START.plusSeconds(10)).answer())
                .isEqualTo("No node has claimed 2026-01-05T12:00:10Z so far; what none claims within 1 min is"
                        + " recorded as missed.");
    }

    @Test
    void whatNoNodeClaimsAsTheTaskIsPausedIsExplained() {
        rig.close();
        rig = new Rig(builder -> builder.claims(new ScriptedClaims(true)));
        start(ONE_SERVER);
        rig.scheduler.pause("a", ByHand.of("alice"));
        rig.advance(TEN_SECONDS);
        untilIdle();

        assertThat(rig.scheduler.explain("a", START.plusSeconds(10)).answer())
                .isEqualTo("No node claims 2026-01-05T12:00:10Z: the task is paused by alice. It is recorded as"
                        + " skipped.");
        assertThat(rig.scheduler.explain("a", START.plusSeconds(20)).answer())
                .isEqualTo("a is due at 2026-01-05T12:00:20Z, in 10 s, and is skipped unless it is resumed before:"
                        + " the task is paused by alice.");
    }

    @Test
    void oneCatchUpIsClaimedForAllThatAFrozenNodeMissed() {
        start(settings(builder -> builder.onOneServer(true).missed(Missed.ONCE)));
        rig.advanceAtOnce(Duration.ofMinutes(5));

        assertThat(rig.ends(3))
                .extracting(Execution::state, Execution::trigger, Execution::count)
                .containsExactlyInAnyOrder(
                        tuple(ExecutionState.MISSED, Trigger.SCHEDULE, 28L),
                        tuple(ExecutionState.SUCCEEDED, Trigger.SCHEDULE, 1L),
                        tuple(ExecutionState.SUCCEEDED, Trigger.MISSED, 1L));
        assertThat(claims.asked.toString()).contains("a 2026-01-05T12:05:00Z").contains("a 2026-01-05T12:04:50Z");
    }

    @Test
    void allCatchUpsRunInOrderOneAfterAnother() {
        start(settings(builder -> builder.missed(Missed.ALL).maxMissed(3)));
        rig.advanceAtOnce(Duration.ofMinutes(5));

        assertThat(rig.ends(5))
                .filteredOn(execution -> execution.trigger() == Trigger.MISSED)
                .extracting(Execution::scheduledTime)
                .containsExactly(START.plusSeconds(270), START.plusSeconds(280), START.plusSeconds(290));
    }

    @Test
    void catchUpsWaitForWhatTheirTaskRuns() throws InterruptedException {
        start(settings(builder -> builder.missed(Missed.ONCE)), context -> release.await());
        rig.advanceAtOnce(Duration.ofMinutes(5));
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.MISSED);
        assertThat(rig.nextStart().trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(rig.started).isEmpty();
        release.countDown();

        assertThat(rig.nextStart().trigger()).isEqualTo(Trigger.MISSED);
        assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
    }

    @Test
    void catchUpsThatWaitMakeNoScheduledTimeSkip() {
        start(
                settings(builder -> builder.missed(Missed.ALL).maxMissed(3).overlap(Overlap.QUEUE)),
                context -> release.await());
        rig.advanceAtOnce(Duration.ofMinutes(5));
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.MISSED);
        rig.nextStart();
        rig.advance(TEN_SECONDS).untilNoneWaits();
        release.countDown();

        assertThat(rig.ends(5))
                .allMatch(execution -> execution.state() == ExecutionState.SUCCEEDED)
                .extracting(Execution::trigger)
                .startsWith(Trigger.SCHEDULE, Trigger.SCHEDULE, Trigger.MISSED);
    }

    @Test
    void whatIsCaughtUpUnderTheIdOfItsRowAsksNobody() {
        start(ONE_SERVER);
        Execution row =
                rig.run(task("a", EVERY_TEN_SECONDS, ONE_SERVER, context -> {})).execution();
        rig.scheduler.localNode().catchUp(row);

        assertThat(rig.nextEnd().id()).isEqualTo(row.id());
        assertThat(claims.asked).isEmpty();
    }

    private void untilIdle() {
        while (!rig.underWay().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static TaskSettings settings(UnaryOperator<TaskSettings.Builder> said) {
        return said.apply(TaskSettings.builder()).build();
    }

    private void start(TaskSettings settings) {
        start(settings, context -> {});
    }

    private void start(TaskSettings settings, TaskHandler body) {
        rig.with(task("a", EVERY_TEN_SECONDS, settings, context -> {
                    bodies.incrementAndGet();
                    body.run(context);
                }))
                .open();
    }
}
