package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What settings, schedules, bodies and people may do to the engine, and what it does all the same. */
class UnkindInputTests {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final TaskSettings ONE_SERVER =
            TaskSettings.builder().onOneServer(true).build();

    @Test
    void aDelayThatWasPausedCountsFromTheResume() {
        try (Rig rig = new Rig()) {
            rig.with(task("a", new Delay(TEN_SECONDS), context -> {})).open().advance(Duration.ofSeconds(1));
            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            while (rig.scheduler.task("a").next() == null) {
                Thread.onSpinWait();
            }
            rig.scheduler.pause("a");
            rig.advance(Duration.ofSeconds(25));
            assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SKIPPED);
            rig.scheduler.resume("a");

            assertThat(rig.scheduler.task("a").next()).isEqualTo(START.plusSeconds(36));
            rig.advance(TEN_SECONDS);
            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void settingsThatNoInstantReachesStopNoTask() {
        try (Rig rig = new Rig()) {
            TaskSettings endless = TaskSettings.builder()
                    .deadline(FOREVER)
                    .grace(FOREVER)
                    .missedWithin(FOREVER)
                    .build();
            rig.with(task("a", Ticks.every(10), endless, context -> {}), task("b", Ticks.every(10), context -> {}))
                    .open()
                    .advance(TEN_SECONDS);

            assertThat(rig.ends(2))
                    .extracting(Execution::task, Execution::state)
                    .containsExactlyInAnyOrder(
                            tuple("a", ExecutionState.SUCCEEDED), tuple("b", ExecutionState.SUCCEEDED));
            rig.advanceAtOnce(Duration.ofHours(1));
            assertThat(rig.ends(4))
                    .extracting(Execution::task, Execution::state)
                    .containsExactlyInAnyOrder(
                            tuple("a", ExecutionState.MISSED), tuple("a", ExecutionState.SUCCEEDED),
                            tuple("b", ExecutionState.MISSED), tuple("b", ExecutionState.SUCCEEDED));
        }
    }

    @Test
    void aTimeoutThatNeverComesKeepsNoBodyFromRunning() {
        TaskSettings endless = TaskSettings.builder().timeout(FOREVER).build();
        try (Rig rig = new Rig()) {
            rig.with(task("a", null, endless, context -> {})).open();
            rig.scheduler.run("a");

            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void aTimeThatNoMillisecondCountsComesLast() {
        Schedule twice = new Schedule() {
            @Override
            public Instant next(Instant after) {
                return after.isBefore(START.plusSeconds(10)) ? START.plusSeconds(10) : Instant.MAX;
            }

            @Override
            public ZoneId zone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Schedule withZone(ZoneId zone) {
                return this;
            }
        };
        try (Rig rig = new Rig()) {
            rig.with(task("a", twice, context -> {})).open().advance(TEN_SECONDS);

            assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(rig.scheduler.task("a").next()).isEqualTo(Instant.MAX);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWonAndWaitsForItsLocksAnswerMakesWayForNoLaterTime(boolean anotherIsAway) {
        ScriptedClaims claims = new ScriptedClaims(true);
        AtomicReference<Claim.Outcome> answer = new AtomicReference<>(Claim.Outcome.UNLOCKED);
        claims.answer =
                execution -> anotherIsAway && execution.task().equals("b") ? Claim.Outcome.UNREACHABLE : answer.get();
        try (Rig rig = new Rig(builder -> builder.claims(claims))) {
            rig.with(
                            task("a", Ticks.every(10), ONE_SERVER, context -> {}),
                            task("b", Ticks.every(20), ONE_SERVER, context -> {}))
                    .open()
                    .advance(TEN_SECONDS);
            while (rig.underWay().stream().noneMatch(Run::isClaimed)) {
                Thread.onSpinWait();
            }
            rig.advance(TEN_SECONDS);
            while (rig.underWay().stream()
                    .noneMatch(run -> run.task().equals("b") && (run.isClaimed() || run.waitsForStore()))) {
                Thread.onSpinWait();
            }
            answer.set(Claim.Outcome.WON);

            Execution first = rig.nextEnd();
            while (!first.task().equals("a")) {
                first = rig.nextEnd();
            }
            assertThat(first.scheduledTime()).isEqualTo(START.plusSeconds(10));
            assertThat(first.state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(claims.abandoned).noneMatch(each -> each.startsWith("a "));
        }
    }

    @Test
    void aBodyMaySynchronizeOnItsContext() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig()) {
            rig.with(task("a", null, context -> {
                synchronized (context) {
                    inside.countDown();
                    release.await();
                }
            }));
            rig.open();
            rig.scheduler.run("a");
            Rig.await(inside);
            rig.advance(Duration.ofSeconds(1));

            assertThat(CompletableFuture.supplyAsync(
                                    () -> rig.scheduler.localNode().lasting(Duration.ZERO))
                            .get(10, TimeUnit.SECONDS))
                    .hasSize(1);
            release.countDown();
        }
    }

    @Test
    void anErrorOfOneScheduleSpoilsNoClaimOfOthers() {
        try (Rig rig = new Rig(builder -> builder.claims(new ScriptedClaims(false)))) {
            rig.with(
                            task("a", new Poisoned(), ONE_SERVER, context -> {}),
                            task("b", Ticks.every(10), ONE_SERVER, context -> {}))
                    .open()
                    .advance(TEN_SECONDS);

            assertThat(rig.ends(2)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void aTaskThatWasRemovedMeanwhileIsNotRunByHand() {
        AtomicInteger bodies = new AtomicInteger();
        try (Rig rig = new Rig()) {
            rig.open();
            TaskEntry entry = new TaskEntry(task("a", null, context -> bodies.incrementAndGet()), START);
            rig.engine().remove(entry);

            assertThatThrownBy(() -> rig.engine().dispatcher().starter().runNow(entry))
                    .isInstanceOf(NoSuchTaskException.class);
            assertThat(entry.runs().isBusy()).isFalse();
        }
        assertThat(bodies).hasValue(0);
    }

    @Test
    void whatComesToAPoolThatWasShutDownRunsOnNoCallersThread() {
        AtomicInteger ran = new AtomicInteger();
        Threads.Pool pool = Threads.system().pool(1, Thread::new);
        pool.shutdown();
        pool.execute(ran::incrementAndGet);

        assertThat(ran).hasValue(0);
    }

    /** Throws an error where a claim is made of it. */
    private static final class Poisoned implements Schedule {

        private final Schedule ticks = Ticks.every(10);

        @Override
        public Instant next(Instant after) {
            if (Thread.currentThread().getName().startsWith("scheduler-claims")) {
                throw new StackOverflowError("in a schedule");
            }
            return START.plusSeconds((Duration.between(START, after).toSeconds() / 10 + 1) * 10);
        }

        @Override
        public ZoneId zone() {
            return ticks.zone();
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
