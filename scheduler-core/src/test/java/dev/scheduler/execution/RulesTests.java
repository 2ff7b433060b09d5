package dev.scheduler.execution;

import dev.scheduler.Backoff;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskContext;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What each rule says of an execution on its way. */
class RulesTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Rig rig = new Rig();
    private final AtomicInteger bodies = new AtomicInteger();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aPausedTaskIsSkippedUntilItIsResumed() {
        start(TaskSettings.UNSET, context -> {});
        rig.scheduler.pause("a");
        rig.advance(TEN_SECONDS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.state()).isEqualTo(ExecutionState.SKIPPED);
        assertThat(skipped.reason()).isEqualTo(Reason.PAUSED);
        assertThat(rig.scheduler.task("a").paused()).isTrue();

        rig.scheduler.resume("a");
        rig.advance(TEN_SECONDS);
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void pausingTheSchedulerSparesTasksThatRunEvenThen() {
        rig.with(
                        task("a", EVERY_TEN_SECONDS, context -> {}),
                        task(
                                "b",
                                EVERY_TEN_SECONDS,
                                TaskSettings.builder().evenWhenPaused(true).build(),
                                context -> {}))
                .open();
        rig.scheduler.pause();
        rig.advance(TEN_SECONDS);

        assertThat(rig.ends(2))
                .extracting(Execution::task, Execution::reason)
                .containsExactlyInAnyOrder(tuple("a", Reason.PAUSED), tuple("b", null));
    }

    @Test
    void equalSkipsAreKeptAsOneEntry() {
        start(TaskSettings.UNSET, context -> {});
        rig.scheduler.pause();
        for (int i = 0; i < 3; i++) {
            rig.advance(TEN_SECONDS);
            rig.nextEnd();
        }

        assertThat(rig.scheduler.executions("a")).singleElement().satisfies(execution -> {
            assertThat(execution.count()).isEqualTo(3);
            assertThat(execution.firstScheduledTime()).isEqualTo(START.plusSeconds(10));
            assertThat(execution.scheduledTime()).isEqualTo(START.plusSeconds(30));
        });
    }

    @Test
    void theFirstConditionThatSaysNoNamesTheReason() {
        startWith(
                new TaskCondition(Reason.PROFILE, "profiles: prod", context -> true),
                new TaskCondition(Reason.CONDITION, "when: open", context -> false),
                new TaskCondition(Reason.CONDITION, "never asked", context -> true));

        Execution skipped = rig.nextEnd();
        assertThat(skipped.reason()).isEqualTo(Reason.CONDITION);
        assertThat(skipped.detail()).isEqualTo("when: open");
        assertThat(bodies).hasValue(0);
    }

    @Test
    void aConditionThatThrowsIsANoThatSaysWhatItThrew() {
        Predicate<TaskContext> broken = context -> {
            throw new IllegalStateException("no table");
        };
        startWith(new TaskCondition(Reason.CONDITION, "when: open", broken));

        assertThat(rig.nextEnd().detail()).contains("when: open").contains("no table");
    }

    @Test
    void nothingStartsAfterItsDeadline() {
        start(TaskSettings.builder().deadline(Duration.ofSeconds(3)).build(), context -> {});
        rig.advanceAtOnce(Duration.ofSeconds(15));

        Execution skipped = rig.nextEnd();
        assertThat(skipped.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(skipped.detail()).contains("5 s").contains("3 s");
    }

    @Test
    void aTaskNeverRunsOverItselfByDefault() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        start(TaskSettings.UNSET, context -> release.await());
        rig.advance(TEN_SECONDS);
        Execution first = rig.nextStart();
        rig.advance(TEN_SECONDS);

        Execution skipped = rig.nextEnd();
        assertThat(skipped.reason()).isEqualTo(Reason.OVERLAPPING);
        assertThat(skipped.detail()).contains(first.id());
        release.countDown();
        assertThat(rig.nextEnd().id()).isEqualTo(first.id());
    }

    @Test
    void aQueuedRunStartsWhenTheRunningOneHasEndedAndAThirdIsSkipped() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        start(overlap(Overlap.QUEUE), context -> release.await());
        rig.advance(TEN_SECONDS);
        rig.nextStart();
        rig.advance(TEN_SECONDS);
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().scheduledTime()).isEqualTo(START.plusSeconds(30));
        release.countDown();
        assertThat(rig.ends(2))
                .extracting(Execution::scheduledTime)
                .containsExactly(START.plusSeconds(10), START.plusSeconds(20));
    }

    @Test
    void aReplacingRunCancelsTheRunningOne() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        start(overlap(Overlap.REPLACE), context -> {
            if (bodies.incrementAndGet() == 1) {
                inside.countDown();
                new CountDownLatch(1).await();
            }
        });
        rig.advance(TEN_SECONDS);
        Rig.await(inside);
        rig.advance(TEN_SECONDS);

        Execution replaced = rig.nextEnd();
        Execution replacement = rig.nextEnd();
        assertThat(replaced.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(replaced.detail()).isEqualTo("replaced by " + replacement.id());
        assertThat(replacement.state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void whatIsAskedForByHandKnowsNoDeadlineHoweverLongItIsQueued() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        TaskSettings settings = TaskSettings.builder()
                .overlap(Overlap.QUEUE)
                .deadline(Duration.ofSeconds(3))
                .build();
        start(settings, context -> release.await());
        rig.scheduler.run("a");
        rig.nextStart();
        String queued = rig.scheduler.run("a");
        rig.untilNoneWaits();
        rig.clock.advance(TEN_SECONDS);
        release.countDown();

        assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
        assertThat(rig.scheduler.task("a").lastSuccess())
                .extracting(Execution::id)
                .isEqualTo(queued);
    }

    @Test
    void aTimeOutThatComesLateDoesNotEndTheWaitForTheNextTry() {
        Run run = rig.run(task("a", EVERY_TEN_SECONDS, context -> {}));
        run.enterTry();
        run.leave();
        run.enter();
        run.timeOut(1, "timed out");

        assertThat(run.stopped()).isNull();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void overlappingRunsAreAllowedWhereAskedFor() {
        CountDownLatch both = new CountDownLatch(2);
        start(overlap(Overlap.ALLOW), context -> {
            both.countDown();
            Rig.await(both);
        });
        rig.advance(Duration.ofSeconds(20));

        assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
    }

    @Test
    void aTaskThatTakesTooLongIsInterruptedAndTimedOut() {
        start(timeout(20), context -> new CountDownLatch(1).await());
        rig.advance(TEN_SECONDS);

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.TIMED_OUT);
        assertThat(execution.detail()).isEqualTo("timed out after 20 ms");
        assertThat(rig.scheduler.task("a").lastFailure()).isEqualTo(execution);
    }

    @Test
    void aTaskThatIgnoresItsInterruptBlocksItselfUntilItsThreadHasEnded() {
        CountDownLatch release = new CountDownLatch(1);
        start(timeout(20), context -> {
            while (!context.isCancelled() || release.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        rig.advance(TEN_SECONDS);
        rig.nextStart();
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().reason()).isEqualTo(Reason.OVERLAPPING);
        release.countDown();
        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.TIMED_OUT);
    }

    @Test
    void noInterruptReachesTheNextTaskOnTheThread() {
        try (Rig one = new Rig(1, List.of())) {
            one.with(task("slow", EVERY_TEN_SECONDS, timeout(20), context -> new CountDownLatch(1).await()));
            one.with(task(
                    "swift",
                    null,
                    context ->
                            assertThat(Thread.currentThread().isInterrupted()).isFalse()));
            one.open().advance(TEN_SECONDS);
            assertThat(one.nextEnd().state()).isEqualTo(ExecutionState.TIMED_OUT);
            one.scheduler.run("swift");

            assertThat(one.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void aFailingTaskIsTriedAgainWithinTheSameExecution() {
        start(tries(3), context -> {
            assertThat(context.attempt()).isEqualTo(bodies.incrementAndGet());
            if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        rig.advance(TEN_SECONDS);

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(execution.attempts()).isEqualTo(3);
        assertThat(rig.started).hasSize(1);
    }

    @Test
    void whenAllTriesFailTheLastErrorIsKept() {
        start(tries(2), context -> {
            throw new IllegalStateException("try " + context.attempt(), new IOException("disk full"));
        });
        rig.advance(TEN_SECONDS);

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(execution.error())
                .isEqualTo("java.lang.IllegalStateException: try 2\ncaused by java.io.IOException: disk full");
    }

    @Test
    void aTryThatTimedOutIsTriedAgain() {
        TaskSettings settings = TaskSettings.builder()
                .timeout(Duration.ofMillis(20))
                .maxTries(2)
                .build();
        start(settings, context -> {
            if (context.attempt() == 1) {
                new CountDownLatch(1).await();
            }
            assertThat(context.isCancelled()).isFalse();
        });
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void noTryBeginsAfterTheDeadline() {
        TaskSettings settings = TaskSettings.builder()
                .maxTries(5)
                .backoff(Backoff.of(Duration.ofMinutes(1)))
                .deadline(Duration.ofSeconds(30))
                .build();
        start(settings, context -> {
            throw new IllegalStateException("no");
        });
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().attempts()).isEqualTo(1);
    }

    @Test
    void aRunThatWaitsForItsNextTryCanBeCancelled() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        TaskSettings settings = TaskSettings.builder()
                .maxTries(5)
                .backoff(Backoff.of(Duration.ofHours(1)))
                .build();
        start(settings, context -> {
            tried.countDown();
            throw new IllegalStateException("no");
        });
        rig.advance(TEN_SECONDS);
        Rig.await(tried);
        rig.scheduler.cancel("a");

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(execution.attempts()).isEqualTo(1);
    }

    @Test
    void whateverABodyThrowsTheScheduleGoesOn() {
        start(TaskSettings.UNSET, context -> {
            throw new StackOverflowError();
        });
        rig.advance(TEN_SECONDS);
        assertThat(rig.nextEnd().error()).isEqualTo("java.lang.StackOverflowError");
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.FAILED);
    }

    @Test
    void whatABodyPutsOutIsKeptWithItsExecution() {
        start(TaskSettings.UNSET, context -> {
            context.output("one");
            context.output("two");
        });
        rig.advance(TEN_SECONDS);

        assertThat(rig.nextEnd().output()).isEqualTo("one\ntwo");
    }

    private void start(TaskSettings settings, TaskHandler handler) {
        rig.with(task("a", EVERY_TEN_SECONDS, settings, handler)).open();
    }

    private void startWith(TaskCondition... conditions) {
        TaskHandler counting = context -> bodies.incrementAndGet();
        rig.with(new TaskDefinition(
                        "a", null, EVERY_TEN_SECONDS, TaskSettings.UNSET, List.of(conditions), counting, true, "test"))
                .open()
                .advance(TEN_SECONDS);
    }

    private static TaskSettings overlap(Overlap overlap) {
        return TaskSettings.builder().overlap(overlap).build();
    }

    private static TaskSettings timeout(int millis) {
        return TaskSettings.builder().timeout(Duration.ofMillis(millis)).build();
    }

    private static TaskSettings tries(int tries) {
        return TaskSettings.builder().maxTries(tries).build();
    }

    @Test
    void aTimeOutOfOneTryHidesNothingThatEndsTheRun() {
        Run run = rig.run(task("a", null, context -> {}));
        run.stop(ExecutionState.TIMED_OUT, "ran longer than a second");
        run.stop(ExecutionState.LOST, "the lock a was taken away");
        run.stop(ExecutionState.TIMED_OUT, "ran longer than a second");
        run.forgetTimeOut();

        assertThat(run.stopped()).isEqualTo(new Interrupts.Stop(ExecutionState.LOST, "the lock a was taken away"));
    }
}
