package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One-server tasks are claimed in time whatever keeps them from starting, by a store that refuses what comes too late. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClaimsUnderLoadTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Schedule FIVE_AFTER = Schedule.parse("5,25,45 * * * * *", ZoneOffset.UTC);
    private static final TaskSettings PLAIN = oneServer(settings -> settings);

    private final ScriptedClaims claims = new ScriptedClaims(true);

    private static TaskSettings oneServer(UnaryOperator<TaskSettings.Builder> more) {
        return more.apply(TaskSettings.builder().onOneServer(true).grace(SECOND))
                .build();
    }

    /** As a database does: what comes later than its grace is not claimed. */
    private static Claim.Outcome inTime(Execution execution, InstantSource clock) {
        return clock.instant().isAfter(execution.scheduledTime().plus(SECOND))
                ? Claim.Outcome.BEHIND
                : Claim.Outcome.WON;
    }

    private static Duration late(Execution execution) {
        return Objects.requireNonNull(execution.lateness());
    }

    @Tag("S2")
    @Test
    void aJitterThatIsLongerThanTheGraceMakesRunsLateAndLosesNone() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims))) {
            claims.answer = execution -> inTime(execution, rig.threads.clock());
            TaskSettings jittered = oneServer(settings -> settings.jitter(Duration.ofSeconds(18)));
            rig.with(task("a", Ticks.every(20), jittered, context -> {}))
                    .start()
                    .advance(Duration.ofMinutes(21));

            assertThat(rig.ended)
                    .hasSizeBetween(60, 63)
                    .allMatch(each -> each.state() == ExecutionState.SUCCEEDED)
                    .allMatch(each -> late(each).compareTo(Duration.ofSeconds(18)) <= 0)
                    .anyMatch(each -> late(each).compareTo(Duration.ofSeconds(10)) > 0);
            assertThat(rig.ended)
                    .extracting(Execution::scheduledTime)
                    .doesNotHaveDuplicates()
                    .contains(START.plusSeconds(20), START.plusSeconds(1_200));
        }
    }

    @Tag("S3")
    @Test
    void whatIsDueWhileEveryThreadIsBusyIsClaimedInTimeAndRunsLate() {
        Semaphore ends = new Semaphore(0);
        try (Rig rig = new Rig(1, List.of(), builder -> builder.claims(claims))) {
            claims.answer = execution -> inTime(execution, rig.clock);
            rig.with(
                            task("long", Ticks.every(20), context -> ends.acquire()),
                            task("a", FIVE_AFTER, PLAIN, context -> {}))
                    .open()
                    .advance(Duration.ofSeconds(5));
            assertThat(late(rig.nextEnd())).isZero();
            rig.advance(Duration.ofSeconds(15));
            for (int round = 1; round <= 3; round++) {
                held(rig, 14, ends);

                Instant due = START.plusSeconds(20L * round + 5);
                assertThat(rig.ends(2))
                        .extracting(Execution::task, Execution::scheduledTime, Execution::state)
                        .containsExactly(
                                tuple("long", due.minusSeconds(5), ExecutionState.SUCCEEDED),
                                tuple("a", due, ExecutionState.SUCCEEDED));
                rig.advance(Duration.ofSeconds(6));
            }
        }
    }

    /** A body that has just begun holds the thread for a time, in which another time is due. */
    private void held(Rig rig, int seconds, Semaphore ends) {
        while (!rig.nextStart().task().equals("long")) {
            Thread.onSpinWait();
        }
        rig.advance(Duration.ofSeconds(5)).advance(Duration.ofMillis(600));
        while (rig.underWay().stream().noneMatch(Run::isClaimed)) {
            Thread.onSpinWait();
        }
        rig.advance(Duration.ofSeconds(seconds).minusMillis(5_600));
        ends.release();
    }

    @Tag("S3")
    @Test
    void aNodeThatHasRoomRunsAtOnceWhatABusyOneLeavesToIt() {
        Semaphore ends = new Semaphore(0);
        Set<Instant> taken = ConcurrentHashMap.newKeySet();
        claims.answer = execution -> taken.add(execution.scheduledTime()) ? Claim.Outcome.WON : Claim.Outcome.TAKEN;
        try (Rig busy = new Rig(1, List.of(), builder -> builder.claims(claims));
                Rig free = new Rig(1, List.of(), builder -> builder.claims(claims))) {
            busy.with(task("long", Ticks.every(20), context -> ends.acquire())).open();
            busy.advance(Duration.ofSeconds(20)).nextStart();
            free.clock.advance(Duration.ofSeconds(20));
            busy.with(task("a", FIVE_AFTER, PLAIN, context -> {})).advance(Duration.ofSeconds(5));
            free.with(task("a", FIVE_AFTER, PLAIN, context -> {})).open().advance(Duration.ofSeconds(5));

            assertThat(late(free.nextEnd())).isZero();
            busy.advance(Duration.ofMillis(600));
            while (!busy.underWay().stream().allMatch(run -> run.task().equals("long"))) {
                Thread.onSpinWait();
            }
            assertThat(busy.ended()).isEmpty();
            ends.release();
        }
    }

    /** What waits for its jitter needs no thread: it keeps no other from being claimed at once. */
    @Test
    void whatWaitsForItsJitterTakesNoRoomFromOtherClaims() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims).threads(1))) {
            TaskSettings jittered = TaskSettings.builder()
                    .onOneServer(true)
                    .jitter(Duration.ofMinutes(9))
                    .build();
            for (int i = 0; i < 20; i++) {
                rig.with(task("jittered-" + i, Ticks.every(600), jittered, context -> {}));
            }
            TaskSettings prompt = TaskSettings.builder().onOneServer(true).build();
            rig.with(task("prompt", Ticks.every(601), prompt, context -> {}));
            rig.start().advance(Duration.ofSeconds(606));

            Instant due = Ticks.every(601).next(START);
            assertThat(claims.asked.stream().flatMap(List::stream).filter(each -> each.startsWith("jittered")))
                    .hasSize(20);
            rig.advance(Duration.between(rig.threads.clock().instant(), due).plusSeconds(1));
            assertThat(rig.ended("prompt"))
                    .extracting(Execution::scheduledTime, ClaimsUnderLoadTests::late)
                    .containsExactly(tuple(due, Duration.ofMillis(1)));
        }
    }
}
