package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** A machine that slept for a night, with a thousand tasks of each second. */
@Tag("R6")
class LongGapTests {

    private static final Duration NIGHT = Duration.ofHours(8);
    private static final Schedule SECONDS = Schedule.parse("every second", ZoneOffset.UTC);
    private static final Schedule BY_DAY = Schedule.parse("every second between 06:00 and 22:00", ZoneOffset.UTC);
    private static final int TASKS = 1_000;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatCameDueInALongGapIsCountedAndNotWalkedThrough() {
        AtomicLong calls = new AtomicLong();
        for (int i = 0; i < TASKS; i++) {
            rig.with(task("task-" + i, new Watched(SECONDS, calls::incrementAndGet), context -> {}));
        }
        rig.open();
        calls.set(0);
        rig.advanceAtOnce(NIGHT);

        assertThat(calls.get()).isLessThan(200L * TASKS);
        assertThat(rig.ends(2 * TASKS))
                .filteredOn(each -> each.state() == ExecutionState.MISSED)
                .hasSize(TASKS)
                .extracting(Execution::count)
                .containsOnly(NIGHT.toSeconds() - 1);
    }

    /** A window says only by its next times how many there are. */
    @Test
    void whereTheyMustBeWalkedThroughTheTimelineIsNotHeldUp() {
        Meanwhile meanwhile = new Meanwhile();
        rig.with(task("a", new Walked(BY_DAY, meanwhile), context -> {})).open();
        meanwhile.armed = true;
        rig.advanceAtOnce(NIGHT);

        assertThat(meanwhile.calls).as("it was walked through").isGreaterThan(NIGHT.toSeconds() / 2);
        assertThat(meanwhile.done).as("another task was put on the timeline").isTrue();
        assertThat(rig.ends(2)).anyMatch(each -> each.state() == ExecutionState.MISSED && each.count() == 28_799);
    }

    /** In the middle of a long walk another thread registers a task, for which the walk waits. */
    private final class Meanwhile implements Runnable {

        private boolean armed;
        private boolean done;
        private long calls;

        @Override
        public void run() {
            if (armed && ++calls == 10_000) {
                CountDownLatch registered = new CountDownLatch(1);
                Thread other = new Thread(() -> {
                    rig.with(task("other", Ticks.every(10), context -> {}));
                    registered.countDown();
                });
                other.setDaemon(true);
                other.start();
                done = await(registered);
            }
        }

        private static boolean await(CountDownLatch latch) {
            try {
                return latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** A schedule that says when it is asked, and counts as the one that it stands for does. */
    private record Watched(Schedule schedule, Runnable asked) implements Schedule {

        @Override
        public @Nullable Instant next(Instant after) {
            asked.run();
            return schedule.next(after);
        }

        @Override
        public @Nullable Instant previous(Instant before) {
            return schedule.previous(before);
        }

        @Override
        public long count(Instant after, Instant until) {
            return schedule.count(after, until);
        }

        @Override
        public ZoneId zone() {
            return schedule.zone();
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }

    /** The same, and counts by its next times. */
    private record Walked(Schedule schedule, Runnable asked) implements Schedule {

        @Override
        public @Nullable Instant next(Instant after) {
            asked.run();
            return schedule.next(after);
        }

        @Override
        public ZoneId zone() {
            return schedule.zone();
        }

        @Override
        public Schedule withZone(ZoneId zone) {
            return this;
        }
    }
}
