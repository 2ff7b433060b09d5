package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is caught up on starts behind what its task runs, one at a time, and asks again then whether it may. */
class CatchUpsTests {

    private static final Ticks EVERY_TEN_SECONDS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final HandRig rig =
            new HandRig(builder -> builder.claims(new ScriptedClaims(true)).random(new LongestJitter()));
    private final AtomicInteger inside = new AtomicInteger();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aCatchUpIsSkippedWhereItsTaskIsPausedWhenItsTurnComes() {
        start(settings(said -> said), whileItRuns(() -> rig.scheduler.pause("a")));

        assertCaughtUp(ExecutionState.SKIPPED, Reason.PAUSED, "the task is paused by hand");
    }

    @Test
    void aCatchUpIsSkippedWhereAConditionSaysNoWhenItsTurnComes() {
        AtomicBoolean closed = new AtomicBoolean();
        TaskCondition open = new TaskCondition(Reason.CONDITION, "when: open", context -> !closed.get());
        start(new TaskDefinition(
                "a",
                null,
                EVERY_TEN_SECONDS,
                settings(said -> said),
                List.of(open),
                whileItRuns(() -> closed.set(true)),
                true,
                "test"));

        assertCaughtUp(ExecutionState.SKIPPED, Reason.CONDITION, "when: open");
    }

    @Test
    void aCatchUpDoesNotStartWhereItsTaskWasRemovedBeforeItsTurn() {
        start(settings(said -> said), whileItRuns(() -> rig.scheduler.remove("a")));

        assertCaughtUp(
                ExecutionState.MISSED,
                Reason.NODE_DOWN,
                "its task was removed or disabled before it could be made up for");
    }

    @Test
    void norWhereItsTaskHasComeBackAsADisabledOne() {
        start(settings(said -> said), whileItRuns(this::comesBackDisabled));

        assertCaughtUp(
                ExecutionState.MISSED,
                Reason.NODE_DOWN,
                "its task was removed or disabled before it could be made up for");
    }

    @Test
    void norWhereThatWasBeforeThisNodeWasGivenIt() {
        rig.with(task("a", EVERY_TEN_SECONDS, context -> {})).start();
        comesBackDisabled();
        catchUp(1);
        rig.threads.settle();

        assertThat(rig.started).isEmpty();
        assertThat(rig.ended("a")).extracting(Execution::state).containsExactly(ExecutionState.MISSED);
    }

    private void comesBackDisabled() {
        rig.scheduler.remove("a");
        rig.with(task("a", EVERY_TEN_SECONDS, settings(said -> said.enabled(false)), context -> {}));
    }

    @Test
    void theyRunOneAtATimeBehindWhatTheirTaskRunsEvenWhereItMayOverlapItself() {
        start(settings(said -> said.overlap(Overlap.ALLOW)), context -> {
            assertThat(inside.incrementAndGet()).as("at a time").isEqualTo(1);
            if (context.trigger() == Trigger.SCHEDULE) {
                List.of(1, 2, 3).forEach(this::catchUp);
            }
            rig.advance(Duration.ofSeconds(1));
            inside.decrementAndGet();
        });

        assertThat(rig.ended("a"))
                .extracting(Execution::trigger, Execution::scheduledTime, Execution::state)
                .containsExactly(
                        tuple(Trigger.SCHEDULE, START.plusSeconds(10), ExecutionState.SUCCEEDED),
                        tuple(Trigger.MISSED, START.plusSeconds(1), ExecutionState.SUCCEEDED),
                        tuple(Trigger.MISSED, START.plusSeconds(2), ExecutionState.SUCCEEDED),
                        tuple(Trigger.MISSED, START.plusSeconds(3), ExecutionState.SUCCEEDED));
    }

    @Test
    void aScheduledTimeThatWaitsForItsJitterComesBeforeThem() {
        start(settings(said -> said.jitter(Duration.ofSeconds(5))), context -> {});
        catchUp(1);
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.started).isEmpty();
        rig.advance(Duration.ofSeconds(5));

        assertThat(rig.ended("a")).extracting(Execution::trigger).containsExactly(Trigger.SCHEDULE, Trigger.MISSED);
    }

    private static TaskSettings settings(UnaryOperator<TaskSettings.Builder> more) {
        return more.apply(TaskSettings.builder().onOneServer(true)).build();
    }

    private void start(TaskSettings settings, TaskHandler body) {
        start(task("a", EVERY_TEN_SECONDS, settings, body));
    }

    private void start(TaskDefinition task) {
        rig.with(task).start().advance(TEN_SECONDS).advance(Duration.ofMillis(2));
    }

    /** A body during which something is given to this node to be caught up on, and then something else comes to pass. */
    private TaskHandler whileItRuns(Runnable then) {
        return context -> {
            if (context.trigger() == Trigger.SCHEDULE) {
                catchUp(1);
                then.run();
            }
        };
    }

    /** A row says that this node runs what was missed at a second. */
    private void catchUp(int second) {
        Instant time = START.plusSeconds(second);
        rig.scheduler
                .localNode()
                .catchUp(new Execution(
                        "row-" + second,
                        "a",
                        time,
                        time,
                        1,
                        Trigger.MISSED,
                        0,
                        "node-1",
                        ExecutionState.RUNNING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** After the scheduled time has run. */
    private void assertCaughtUp(ExecutionState state, Reason reason, String detail) {
        assertThat(rig.ended("a"))
                .extracting(Execution::trigger, Execution::state, Execution::reason, Execution::detail)
                .containsExactly(
                        tuple(Trigger.SCHEDULE, ExecutionState.SUCCEEDED, null, null),
                        tuple(Trigger.MISSED, state, reason, detail));
    }
}
