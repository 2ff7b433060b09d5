package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** How executions that are due together share the threads. */
class WorkersTests {

    private static final Ticks TICKS = Ticks.every(10);

    @Test
    void whatIsDueTogetherRunsAtOnceAsFarAsThereAreThreads() {
        CyclicBarrier allAtOnce = new CyclicBarrier(4);
        try (Rig rig = new Rig(4, List.of())) {
            for (int i = 0; i < 4; i++) {
                rig.with(task("task-" + i, TICKS, context -> allAtOnce.await(10, TimeUnit.SECONDS)));
            }
            rig.open().advance(Duration.ofSeconds(10));

            assertThat(rig.ends(4)).extracting(Execution::state).containsOnly(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void aLongTaskHoldsUpNoneOfThoseThatWereDueWithIt() {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig(2, List.of())) {
            rig.with(task("long", TICKS, context -> release.await()));
            for (int i = 0; i < 50; i++) {
                rig.with(task("short-" + i, TICKS, context -> {}));
            }
            rig.open().advance(Duration.ofSeconds(10));

            assertThat(rig.ends(50)).extracting(Execution::task).doesNotContain("long");
            release.countDown();
        }
    }

    @Test
    void shortTasksThatAreDueTogetherCostOneThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Rig rig = new Rig(4, List.of())) {
            for (int i = 0; i < 50; i++) {
                rig.with(task("task-" + i, TICKS, context -> threads.add(Thread.currentThread())));
            }
            rig.open();
            rig.clock.advance(Duration.ofSeconds(10));
            rig.engine().beat();

            rig.ends(50);
            assertThat(threads).hasSize(1);
        }
    }

    @Test
    void theTimelineSeesToItThatALongTaskHoldsUpNoOther() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(50);
        Set<String> ran = ConcurrentHashMap.newKeySet();
        DefaultScheduler scheduler = DefaultScheduler.builder().threads(2).build();
        for (int i = 0; i < 50; i++) {
            scheduler.register(task("short-" + i, Ticks.every(1), context -> {
                if (ran.add(context.task())) {
                    others.countDown();
                }
            }));
        }
        scheduler.register(task("long", Ticks.every(1), context -> release.await()));
        scheduler.start();

        Rig.await(others);
        release.countDown();
        scheduler.stop(Duration.ofSeconds(10));
    }

    @Test
    void nothingIsLostAndNothingRunsTwiceUnderLoad() {
        TaskSettings allow = TaskSettings.builder().overlap(Overlap.ALLOW).build();
        AtomicInteger runs = new AtomicInteger();
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (Rig rig = new Rig(8, List.of())) {
            for (int i = 0; i < 500; i++) {
                rig.with(task("task-" + i, Ticks.every(1), allow, context -> {
                    runs.incrementAndGet();
                    ids.add(context.executionId());
                }));
            }
            rig.open().advance(Duration.ofSeconds(20));
            for (int i = 0; i < 10_000; i++) {
                rig.nextEndTold();
            }
        }
        assertThat(runs).hasValue(10_000);
        assertThat(ids).hasSize(10_000);
    }
}
