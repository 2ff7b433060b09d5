package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is under way when the scheduler stops is told of before it has stopped, even where a body never ends. */
class StopTests {

    private static final Ticks TICKS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final TaskSettings QUEUE =
            TaskSettings.builder().overlap(Overlap.QUEUE).build();

    private final Rig rig = new Rig(1, List.of());
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final TaskHandler deaf = context -> {
        inside.countDown();
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
    };

    @AfterEach
    void close() {
        release.countDown();
        rig.close();
    }

    @Test
    void whatWaitsForItsJitterIsMissed() {
        Schedule hourly = Schedule.parse("10 0 * * * *", ZoneOffset.UTC);
        TaskSettings jitter = TaskSettings.builder().jitter(Duration.ofHours(1)).build();
        try (Rig late = new Rig(builder -> builder.random(new LongestJitter()))) {
            late.with(task("a", hourly, jitter, context -> {})).open().advance(TEN_SECONDS);
            stop(late);

            assertThat(late.ended()).extracting(Execution::reason).containsExactly(Reason.NODE_DOWN);
        }
    }

    @Test
    void whatWaitsBehindABodyThatIgnoresItsInterruptIsMissed() throws InterruptedException {
        rig.with(task("deaf", TICKS, deaf)).open().advance(TEN_SECONDS);
        Rig.await(inside);
        rig.with(task("waiting", TICKS, context -> {})).advance(TEN_SECONDS);
        stop();

        assertThat(rig.ended())
                .extracting(Execution::task, Execution::state, Execution::detail)
                .contains(
                        tuple("deaf", ExecutionState.CANCELLED, "its node was shut down, and it ignored its interrupt"),
                        tuple("waiting", ExecutionState.MISSED, "the scheduler was stopped before it could start"));
    }

    @Test
    void whatIsQueuedBehindABodyThatIgnoresItsInterruptIsMissed() throws InterruptedException {
        try (Rig two = new Rig(2, List.of())) {
            two.with(task("a", TICKS, QUEUE, deaf)).open().advance(TEN_SECONDS);
            Rig.await(inside);
            two.advance(TEN_SECONDS);
            two.untilNoneWaits();
            stop(two);

            assertThat(two.ended())
                    .extracting(Execution::scheduledTime, Execution::state)
                    .containsExactlyInAnyOrder(
                            tuple(START.plusSeconds(10), ExecutionState.CANCELLED),
                            tuple(START.plusSeconds(20), ExecutionState.MISSED));
            release.countDown();
        }
    }

    @Test
    void aRemovedTaskThatStillRunsIsInterrupted() {
        rig.with(task("a", TICKS, context -> new CountDownLatch(1).await()))
                .open()
                .advance(TEN_SECONDS);
        rig.nextStart();
        rig.scheduler.remove("a");
        stop();

        assertThat(rig.ended()).extracting(Execution::state).containsExactly(ExecutionState.CANCELLED);
    }

    @Test
    void whatQueuesAfterARestartBehindABodyFromBeforeItRunsInTheEnd() throws InterruptedException {
        rig.with(task("a", TICKS, QUEUE, context -> {
            if (context.scheduledTime().equals(START.plusSeconds(10))) {
                deaf.run(context);
            }
        }));
        rig.open().advance(TEN_SECONDS);
        Rig.await(inside);
        stop();
        assertThat(rig.nextEndTold().detail()).contains("ignored its interrupt");
        rig.open().advance(TEN_SECONDS);
        rig.untilNoneWaits();
        release.countDown();

        Execution queued = rig.nextEnd();
        assertThat(queued.scheduledTime()).isEqualTo(START.plusSeconds(20));
        assertThat(queued.state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void whatItWaitsForIsSaidAndThatItHasEnded() throws InterruptedException {
        rig.with(task("a", null, context -> release.await()));
        String id = rig.scheduler.run("a");
        rig.nextStart();
        try (Said said = new Said(StopSequence.class)) {
            Thread stopping = new Thread(() -> rig.scheduler.stop(Duration.ofSeconds(30)));
            stopping.start();
            while (said.lines().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(said.lines()).containsExactly("INFO Stopping: waits up to 30 s for a (" + id + ")");
            release.countDown();
            stopping.join();

            assertThat(said.lines().subList(1, said.lines().size()))
                    .containsExactly("INFO Stopping: all have ended after 0 ms");
        }
    }

    @Test
    void whatItInterruptsIsSaidAndWhatIgnoresThat() throws InterruptedException {
        rig.with(task("deaf", null, deaf));
        String id = rig.scheduler.run("deaf");
        Rig.await(inside);
        try (Said said = new Said(StopSequence.class)) {
            stop();

            assertThat(said.lines())
                    .containsExactly(
                            "INFO Stopping: waits up to 0 ms for deaf (" + id + ")",
                            "INFO Stopping: interrupts what still runs after 0 ms",
                            "WARN deaf (" + id + ") ignores its interrupt and is left running");
        }
    }

    @Test
    void whereNothingRunsNothingIsSaid() {
        rig.with(task("a", TICKS, context -> {})).open();
        try (Said said = new Said(StopSequence.class)) {
            stop();

            assertThat(said.lines()).isEmpty();
        }
    }

    private void stop() {
        stop(rig);
    }

    private static void stop(Rig stopped) {
        stopped.engine().stop(Duration.ZERO, Duration.ofMillis(50));
    }
}
