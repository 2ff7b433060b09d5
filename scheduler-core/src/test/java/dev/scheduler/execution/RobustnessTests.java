package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionListener;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.START;
import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Whatever comes from outside misbehaves, the others go on. */
class RobustnessTests {

    private static final Ticks TICKS = Ticks.every(10);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Tag("S8")
    @Test
    void aListenerThatHangsOnAMissDoesNotHoldUpTheTimeline() {
        CountDownLatch release = new CountDownLatch(1);
        ExecutionListener hanging = new ExecutionListener() {
            @Override
            public void ended(Execution execution) {
                if (execution.state() == ExecutionState.MISSED) {
                    awaitQuietly(release);
                }
            }
        };
        try (Rig told = new Rig(2, List.of(hanging))) {
            told.with(task("a", TICKS, context -> {})).open().advanceAtOnce(Duration.ofSeconds(45));

            while (told.scheduler.task("a").lastSuccess() == null) {
                Thread.onSpinWait();
            }
            release.countDown();
            assertThat(told.ends(2))
                    .extracting(Execution::state, Execution::scheduledTime)
                    .containsExactlyInAnyOrder(
                            tuple(ExecutionState.MISSED, START.plusSeconds(30)),
                            tuple(ExecutionState.SUCCEEDED, START.plusSeconds(40)));
        }
    }

    @Test
    void anInterruptThatAConditionLeavesBehindDoesNotReachTheBody() {
        TaskCondition interrupting = new TaskCondition(Reason.CONDITION, "when", context -> {
            Thread.currentThread().interrupt();
            return true;
        });
        rig.with(new TaskDefinition(
                        "a",
                        null,
                        TICKS,
                        TaskSettings.UNSET,
                        List.of(interrupting),
                        context -> assertThat(Thread.currentThread().isInterrupted())
                                .isFalse(),
                        true,
                        "test"))
                .open()
                .advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @Test
    void aConditionThatThrowsAnErrorIsANoToo() {
        TaskCondition broken = new TaskCondition(Reason.CONDITION, "when", context -> {
            throw new NoClassDefFoundError("gone");
        });
        rig.with(new TaskDefinition("a", null, TICKS, TaskSettings.UNSET, List.of(broken), context -> {}, true, "test"))
                .open()
                .advance(TEN_SECONDS);

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SKIPPED);
    }

    @Test
    void anErrorThatCannotBePrintedIsToldAllTheSame() {
        rig.with(task("a", TICKS, context -> {
                    throw new Unprintable();
                }))
                .open()
                .advance(TEN_SECONDS);

        Execution execution = rig.nextEnd();
        assertThat(execution.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(execution.error()).contains("Unprintable");
    }

    @Test
    void whereNoThreadCanBeMadeTheNextFreeOneTakesOver() {
        AtomicInteger made = new AtomicInteger();
        DefaultScheduler scheduler = DefaultScheduler.builder()
                .clock(rig.clock)
                .threads(2)
                .threadFactory(call -> {
                    if (made.incrementAndGet() == 2) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(call);
                })
                .build();
        CountDownLatch ran = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            scheduler.register(task("task-" + i, TICKS, context -> ran.countDown()));
        }
        scheduler.open();
        rig.clock.advance(TEN_SECONDS);
        scheduler.engine().beat();

        awaitQuietly(ran);
        assertThat(ran.getCount()).isZero();
        scheduler.stop(Duration.ofSeconds(5));
    }

    @Test
    void aScheduleThatMovesByLessThanAMillisecondIsMovedOn() {
        rig.with(task("crawling", new Crawling(), context -> {})).open().advance(Duration.ofSeconds(2));

        assertThat(rig.nextEnd().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(rig.scheduler.task("crawling").next()).isAfter(START.plusSeconds(2));
    }

    @Test
    void aScheduleThatThrowsIsExplained() {
        rig.with(task("crawling", new Crawling(), context -> {})).open();

        assertThat(rig.scheduler.explain("crawling", Instant.MAX).answer()).contains("the schedule of crawling threw");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            Rig.await(latch);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static final class Unprintable extends RuntimeException {

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new AssertionError("no text");
        }
    }

    private record Crawling() implements Schedule {

        @Override
        public Instant next(Instant after) {
            return after.plusNanos(1);
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
