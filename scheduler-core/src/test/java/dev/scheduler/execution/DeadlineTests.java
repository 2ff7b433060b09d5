package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskSettings;
import dev.scheduler.lock.Claim;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The deadline of a one-server task: no reason not to claim a time, and its winner's not to start what waited too long. */
class DeadlineTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);

    private final ScriptedClaims claims = new ScriptedClaims(true);

    private static TaskSettings deadline(int seconds, UnaryOperator<TaskSettings.Builder> more) {
        return more.apply(TaskSettings.builder().onOneServer(true).deadline(Duration.ofSeconds(seconds)))
                .build();
    }

    @Test
    void whatIsDueTooLateIsClaimedAllTheSameAndItsWinnerSkipsIt() {
        try (HandRig rig = foundTooLate()) {
            assertSkipped(rig, 10, "it would have started 5 s 1 ms late, the deadline is 3 s");
        }
    }

    @Test
    void whoDoesNotWinItRecordsNothing() {
        claims.answer = execution -> Claim.Outcome.TAKEN;
        try (HandRig rig = foundTooLate()) {
            assertThat(claims.asked.toString()).isEqualTo("[[a 2026-01-05T12:00:10Z]]");
            assertThat(rig.ended).isEmpty();
            assertThat(rig.scheduler.executions("a")).isEmpty();
        }
    }

    /** The process stood still as it was due. */
    private HandRig foundTooLate() {
        HandRig rig = new HandRig(builder -> builder.claims(claims))
                .with(task("a", EVERY_TEN_SECONDS, deadline(3, settings -> settings), context -> {}))
                .start();
        rig.threads.freeze(Duration.ofSeconds(15));
        return rig.advance(Duration.ofSeconds(1));
    }

    @Test
    void whatWaitedForRoomForTooLongIsSkipped() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims).threads(1))) {
            rig.with(
                            task("long", Ticks.every(50), context -> rig.advance(Duration.ofSeconds(45))),
                            task("a", Ticks.every(60), deadline(3, settings -> settings), context -> {}))
                    .start()
                    .advance(Duration.ofSeconds(51));

            assertSkipped(rig, 60, "it would have started 30 s 1 ms late, the deadline is 3 s");
        }
    }

    @Test
    void whatItsJitterPutsOffForTooLongIsSkipped() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims).random(new LongestJitter()))) {
            TaskSettings jittered = deadline(10, settings -> settings.jitter(Duration.ofSeconds(10)));
            claims.othersShare.add("a");
            rig.with(task("a", EVERY_TEN_SECONDS, jittered, context -> {}))
                    .start()
                    .advance(Duration.ofSeconds(21));

            assertSkipped(rig, 10, "it would have started 10 s 16 ms late, the deadline is 10 s");
        }
    }

    @Test
    void whatWaitedForItsTurnForTooLongIsSkipped() {
        try (HandRig rig = new HandRig(builder -> builder.claims(claims))) {
            TaskSettings queued = deadline(3, settings -> settings.overlap(Overlap.QUEUE));
            rig.with(task("a", EVERY_TEN_SECONDS, queued, context -> {
                        if (context.scheduledTime().equals(START.plusSeconds(10))) {
                            rig.advance(Duration.ofSeconds(15));
                        }
                    }))
                    .start()
                    .advance(Duration.ofSeconds(11));

            assertThat(rig.ended.remove(0).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertSkipped(rig, 20, "it would have started 5 s 1 ms late, the deadline is 3 s");
        }
    }

    private static void assertSkipped(HandRig rig, int second, String detail) {
        assertThat(rig.ended("a"))
                .extracting(Execution::scheduledTime, Execution::state, Execution::reason, Execution::detail)
                .containsExactly(tuple(START.plusSeconds(second), ExecutionState.SKIPPED, Reason.DEADLINE, detail));
    }
}
