package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Outage;
import dev.scheduler.lock.OverlapLocks;
import dev.scheduler.lock.ProviderLocks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What waits to be claimed, and what was claimed and does not start. */
class ClaimQueueTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ScriptedClaims claims = new ScriptedClaims(true);

    private static TaskSettings oneServer(UnaryOperator<TaskSettings.Builder> more) {
        return more.apply(TaskSettings.builder().onOneServer(true)).build();
    }

    /** A lease that nothing checked: taking it throws, after the claim was won. */
    @Tag("R8")
    @Test
    void oneRunThatFailsAfterItsClaimLeavesTheRestOfItsChunkAlone() {
        try (HandRig rig = new HandRig(this::withLocks)) {
            TaskSettings bad = oneServer(settings -> settings.lease(Duration.ofMillis(1)));
            TaskSettings good = oneServer(settings -> settings);
            for (String name : List.of("a", "b", "c", "d", "e")) {
                rig.with(task(name, EVERY_TEN_SECONDS, name.equals("c") ? bad : good, context -> {}));
            }
            rig.start().advance(TEN_SECONDS.plusSeconds(1));

            assertThat(claims.asked).hasSize(1);
            assertThat(claims.asked.get(0)).as("one chunk").hasSize(5);
            assertThat(rig.ended)
                    .extracting(Execution::task, Execution::state)
                    .containsExactlyInAnyOrder(
                            tuple("a", ExecutionState.SUCCEEDED),
                            tuple("b", ExecutionState.SUCCEEDED),
                            tuple("c", ExecutionState.FAILED),
                            tuple("d", ExecutionState.SUCCEEDED),
                            tuple("e", ExecutionState.SUCCEEDED));
            rig.advance(TEN_SECONDS);
            assertThat(rig.ended("e")).hasSize(2);
        }
    }

    private SchedulerBuilder withLocks(SchedulerBuilder builder) {
        Outage outage = new Outage(builder.threads);
        ProviderLocks rows = new ProviderLocks(new InMemoryLockProvider(), builder.clock, builder.threads, outage);
        return builder.claims(claims).locks(OverlapLocks.start(rows, builder.threads, outage));
    }

    @Test
    void theWorkOfALookGrowsNoFasterThanWhatWaits() {
        long some = looksWhileNoneMayBeAsked(1_000);
        long twice = looksWhileNoneMayBeAsked(2_000);

        assertThat(twice).isLessThan(2 * some + some / 2);
    }

    /** How often the clock is read while so many wait that are other nodes' to ask for first. */
    private long looksWhileNoneMayBeAsked(int waiting) {
        AtomicLong looks = new AtomicLong();
        ScriptedClaims others = new ScriptedClaims(true);
        try (HandRig rig = new HandRig(builder -> builder.claims(others).clock(counted(builder.clock, looks)))) {
            for (int i = 0; i < waiting; i++) {
                others.othersShare.add("task-" + i);
                rig.with(task("task-" + i, EVERY_TEN_SECONDS, oneServer(settings -> settings), context -> {}));
            }
            rig.start().advance(TEN_SECONDS);
            looks.set(0);
            rig.advance(Duration.ofMillis(20));
            assertThat(others.asked).isEmpty();
            assertThat(looks).as("they were looked at").hasValueGreaterThanOrEqualTo(waiting);
            return looks.get();
        }
    }

    private static InstantSource counted(InstantSource clock, AtomicLong looks) {
        return () -> {
            looks.incrementAndGet();
            return clock.instant();
        };
    }

    @Test
    void whereOneThatWasClaimedWaitsALaterOneIsClaimedAtHalfItsGraceOnlyAndSkipped() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims))) {
            TaskSettings queued =
                    oneServer(settings -> settings.overlap(Overlap.QUEUE).grace(Duration.ofSeconds(8)));
            rig.with(task("a", EVERY_TEN_SECONDS, queued, context -> {
                        if (context.scheduledTime().equals(START.plusSeconds(10))) {
                            rig.advance(Duration.ofSeconds(23));
                            assertThat(claims.asked)
                                    .as("the one that waits is the second")
                                    .hasSize(2);
                            rig.advance(Duration.ofSeconds(3));
                        }
                    }))
                    .start()
                    .advance(TEN_SECONDS.plusSeconds(1));

            assertThat(rig.ended)
                    .extracting(Execution::scheduledTime, Execution::state, Execution::reason, Execution::detail)
                    .containsExactly(
                            tuple(
                                    START.plusSeconds(30),
                                    ExecutionState.SKIPPED,
                                    Reason.OVERLAPPING,
                                    "an earlier execution still waits for a thread"),
                            tuple(START.plusSeconds(10), ExecutionState.SUCCEEDED, null, null),
                            tuple(START.plusSeconds(20), ExecutionState.SUCCEEDED, null, null));
        }
    }

    /** The first waits for its jitter as the second is due: its claim was answered late. */
    @Test
    void whereATaskMayOverlapItselfALaterOneWaitsBesideIt() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims).random(new LongestJitter()))) {
            claims.answer = execution -> isBefore(rig, 15) ? Claim.Outcome.UNREACHABLE : Claim.Outcome.WON;
            TaskSettings allowed = oneServer(settings ->
                    settings.overlap(Overlap.ALLOW).grace(TEN_SECONDS).jitter(TEN_SECONDS));
            rig.with(task("a", EVERY_TEN_SECONDS, allowed, context -> {}))
                    .start()
                    .advance(Duration.ofSeconds(24));

            assertThat(rig.started).as("both wait").isEmpty();
            assertThat(claims.asked.get(claims.asked.size() - 1)).containsExactly("a 2026-01-05T12:00:20Z");
            rig.advance(Duration.ofSeconds(6));
            assertThat(rig.ended)
                    .extracting(Execution::scheduledTime, Execution::state)
                    .containsExactly(
                            tuple(START.plusSeconds(10), ExecutionState.SUCCEEDED),
                            tuple(START.plusSeconds(20), ExecutionState.SUCCEEDED));
        }
    }

    private static boolean isBefore(HandRig rig, int second) {
        return rig.threads.clock().instant().isBefore(START.plusSeconds(second));
    }

    @Test
    void whatIsClaimedTooLateIsWarnedOfAndLeftToTheJudgementOfAll() {
        claims.answer = execution -> Claim.Outcome.BEHIND;
        try (HandRig rig = new HandRig(builder -> builder.claims(claims));
                Said said = new Said(ClaimAnswers.class)) {
            due(rig);

            assertThat(said.lines())
                    .singleElement()
                    .asString()
                    .matches(
                            "WARN a \\(\\w+\\) of 2026-01-05T12:00:10Z could not be claimed any more: as the test says");
            assertThat(rig.ended).isEmpty();
            assertThat(rig.scheduler.executions("a")).isEmpty();
        }
    }

    @Test
    void whatNobodyElseWouldRecordIsWarnedOfAndNeitherToldOfNorKeptTwice() {
        claims.answer = execution -> Claim.Outcome.RECORDED;
        try (HandRig rig = new HandRig(builder -> builder.claims(claims));
                Said said = new Said(ClaimAnswers.class)) {
            due(rig);

            assertThat(said.lines())
                    .singleElement()
                    .asString()
                    .matches("WARN a \\(\\w+\\) of 2026-01-05T12:00:10Z"
                            + " could not be claimed any more, and is missed: as the test says");
            assertThat(rig.ended).as("told of by who made the record").isEmpty();
            assertThat(rig.scheduler.executions("a")).as("kept by the store").isEmpty();
        }
    }

    @Test
    void whatWaitsForItsClaimIsNotAskedForWhereItsTaskHasComeBackAsADisabledOne() {
        ScriptedClaims alone = new ScriptedClaims(false);
        alone.othersShare.add("a");
        try (HandRig rig = new HandRig(builder -> builder.claims(alone))) {
            due(rig);
            assertThat(rig.scheduler.engine().dispatcher().underWay())
                    .extracting(Run::phase)
                    .containsExactly(Phase.UNCLAIMED);
            rig.scheduler.remove("a");
            rig.with(task("a", EVERY_TEN_SECONDS, oneServer(settings -> settings.enabled(false)), context -> {}));
            rig.advance(Duration.ofSeconds(1));

            assertThat(alone.asked).isEmpty();
            assertThat(rig.ended)
                    .extracting(Execution::state, Execution::reason, Execution::detail)
                    .containsExactly(tuple(
                            ExecutionState.MISSED,
                            Reason.NODE_DOWN,
                            "the task was removed or rescheduled before the time was claimed"));
        }
    }

    private static void due(HandRig rig) {
        rig.with(task("a", EVERY_TEN_SECONDS, oneServer(settings -> settings), context -> {}))
                .start()
                .advance(TEN_SECONDS.plusMillis(5));
    }

    @Test
    void whatIsGivenBackAtTheStopIsToldOfNowhereHere() {
        claims.takesBack = true;
        try (HandRig rig = delayed();
                Said said = new Said(ExecutionReporter.class)) {
            String id = rig.scheduler
                    .engine()
                    .dispatcher()
                    .underWay()
                    .toList()
                    .get(0)
                    .executionId();
            rig.scheduler.stop(Duration.ZERO);
            rig.threads.settle();

            assertThat(claims.givenBack).containsExactly(id);
            assertThat(rig.started).isEmpty();
            assertThat(rig.ended).isEmpty();
            assertThat(rig.scheduler.executions("a")).isEmpty();
            assertThat(said.lines()).isEmpty();
        }
    }

    @Test
    void whatCannotBeGivenBackIsForOthersToDecide() {
        try (HandRig rig = delayed()) {
            rig.scheduler.stop(Duration.ZERO);
            rig.threads.settle();

            assertThat(rig.scheduler.executions("a"))
                    .extracting(Execution::scheduledTime, Execution::state, Execution::reason, Execution::end)
                    .containsExactly(tuple(START.plusSeconds(10), ExecutionState.MISSED, Reason.NODE_DOWN, null));
            assertThat(rig.ended).as("who decides tells").isEmpty();
        }
    }

    /** A run that was won, and waits for its jitter. */
    private HandRig delayed() {
        HandRig rig = new HandRig(builder -> builder.claims(claims).random(new LongestJitter()));
        TaskSettings jittered = oneServer(settings -> settings.jitter(TEN_SECONDS));
        return rig.with(task("a", EVERY_TEN_SECONDS, jittered, context -> {}))
                .start()
                .advance(TEN_SECONDS.plusSeconds(1));
    }
}
