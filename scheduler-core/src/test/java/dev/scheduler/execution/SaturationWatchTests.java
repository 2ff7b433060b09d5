package dev.scheduler.execution;

import dev.scheduler.schedule.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.scheduler.execution.Rig.task;
import static org.assertj.core.api.Assertions.assertThat;

/** What is said where all threads are busy and something waits for one. */
class SaturationWatchTests {

    private final AtomicLong nanos = new AtomicLong(-1);
    private final SaturationWatch watch = new SaturationWatch(nanos::get);
    private final Said said = new Said(SaturationWatch.class);

    @AfterEach
    void close() {
        said.close();
    }

    @Test
    void thatThreadsDoNotSufficeIsSaidOnceAfterASecond() {
        look(true, 0);
        look(true, 999);
        assertThat(said.lines()).isEmpty();
        look(true, 1);
        look(true, 5_000);

        assertThat(said.lines())
                .containsExactly("WARN All 3 threads are busy and due tasks wait; running: a, b. More threads:"
                        + " scheduler.executor.threads");
    }

    @Test
    void eachTimeThatTheyDoNotSufficeIsSaidAgain() {
        for (int i = 0; i < 2; i++) {
            look(true, 0);
            look(true, 1_000);
            look(false, 0);
        }

        assertThat(said.lines()).hasSize(2);
    }

    @Test
    void ofShortTimesNoneIsSaid() {
        for (int i = 0; i < 3; i++) {
            look(true, 0);
            look(true, 900);
            look(false, 200);
        }

        assertThat(said.lines()).isEmpty();
    }

    private void look(boolean saturated, int later) {
        nanos.addAndGet(Duration.ofMillis(later).toNanos());
        watch.look(saturated, 3, () -> "a, b");
    }

    @Test
    void whatHoldsTheThreadsIsNamed() {
        CountDownLatch release = new CountDownLatch(1);
        try (Rig rig = new Rig(1, List.of())) {
            rig.with(task("blocker", new Delay(Duration.ofHours(1)), context -> release.await()))
                    .open()
                    .beat();
            String id = rig.nextStart().id();
            rig.with(task("waiter", Ticks.every(10), context -> {})).advance(Duration.ofSeconds(13));

            assertThat(said.lines())
                    .containsExactly("WARN All 1 threads are busy and due tasks wait; running: blocker (" + id
                            + "). More threads: scheduler.executor.threads");
            release.countDown();
        }
    }
}
