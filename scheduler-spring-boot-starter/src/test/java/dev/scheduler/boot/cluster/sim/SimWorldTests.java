package dev.scheduler.boot.cluster.sim;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimWorldTests {

    private final List<String> told = new ArrayList<>();

    @Test
    void stepsThatWaitLetOthersGoOn() {
        play(1, (process, threads) -> {
            Threads.Pool pool = threads.pool(2, Thread::new);
            pool.execute(() -> body(process, threads, "one", 10));
            pool.execute(() -> body(process, threads, "two", 5));
            pool.execute(() -> body(process, threads, "three", 1));
            sleep(threads, 60);
            assertThat(pool.busy()).isZero();
        });
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "one began at 0",
                        "two began at 0",
                        "two ended at 5",
                        "three began at 5",
                        "three ended at 6",
                        "one ended at 10");
    }

    @Test
    void everythingIsTheSameByTheSameSeed() {
        List<String> first = played(7);
        assertThat(played(7)).isEqualTo(first);
        assertThat(List.of(played(8), played(9), played(10), played(11))).anyMatch(other -> !other.equals(first));
    }

    private List<String> played(long seed) {
        told.clear();
        play(seed, (process, threads) -> {
            for (int i = 0; i < 20; i++) {
                String name = "loop " + i;
                threads.loop(name, () -> {
                            told.add(name);
                            threads.sleep(Duration.ofSeconds(1));
                            return Duration.ofSeconds(1);
                        })
                        .start();
            }
            sleep(threads, 10);
        });
        return List.copyOf(told);
    }

    @Test
    void aLoopIsWokenAndEnds() {
        play(1, (process, threads) -> {
            Threads.Loop loop = threads.loop("loop", () -> {
                body(process, threads, "step", 2);
                return Duration.ofSeconds(100);
            });
            loop.start();
            sleep(threads, 5);
            loop.wake();
            sleep(threads, 1);
            assertThat(loop.end(Duration.ofMillis(10))).isFalse();
            assertThat(loop.end(Duration.ofSeconds(10))).isTrue();
            told.add("over at " + process.nanoTime() / 1_000_000_000);
        });
        assertThat(told)
                .containsExactly(
                        "step began at 0", "step ended at 2", "step began at 5", "step ended at 7", "over at 7");
    }

    @Test
    void anInterruptEndsASleep() {
        play(1, (process, threads) -> {
            List<Thread> sleeper = new ArrayList<>();
            threads.pool(1, Thread::new).execute(() -> {
                sleeper.add(Thread.currentThread());
                body(process, threads, "body", 50);
            });
            sleep(threads, 3);
            sleeper.get(0).interrupt();
            sleep(threads, 1);
        });
        assertThat(told).containsExactly("body began at 0", "body was interrupted at 3");
    }

    @Test
    void whatIsKilledEndsInTheMiddleAndWhatIsFrozenComesLater() {
        play(1, (driver, threads) -> {
            SimProcess killed = driver.world().process("killed");
            SimProcess frozen = driver.world().process("frozen");
            SimThreads ofKilled = new SimThreads(killed);
            SimThreads ofFrozen = new SimThreads(frozen);
            ofKilled.pool(1, Thread::new).execute(() -> body(killed, ofKilled, "killed", 5));
            ofFrozen.pool(1, Thread::new).execute(() -> body(frozen, ofFrozen, "frozen", 5));
            sleep(threads, 1);
            killed.kill();
            frozen.freeze();
            sleep(threads, 9);
            frozen.goOn(false);
            sleep(threads, 1);
        });
        assertThat(told).containsExactlyInAnyOrder("killed began at 0", "frozen began at 0", "frozen ended at 1");
    }

    @Test
    void whatFailsIsTold() {
        assertThatThrownBy(() -> play(1, (process, threads) -> {
                    process.world().after(process, 5, () -> {
                        throw new IllegalStateException("stumbled");
                    });
                    sleep(threads, 1);
                }))
                .hasRootCauseMessage("stumbled");
    }

    private void play(long seed, BiConsumer<SimProcess, Threads> script) {
        try (Crew crew = new Crew()) {
            SimWorld world = new SimWorld(crew, new SplittableRandom(seed));
            SimProcess process = world.process("driver");
            world.play(process, () -> script.accept(process, new SimThreads(process)));
        }
    }

    private void body(SimProcess process, Threads threads, String name, int seconds) {
        told.add(name + " began at " + process.nanoTime() / 1_000_000_000);
        try {
            threads.sleep(Duration.ofSeconds(seconds));
            told.add(name + " ended at " + process.nanoTime() / 1_000_000_000);
        } catch (InterruptedException interrupted) {
            told.add(name + " was interrupted at " + process.nanoTime() / 1_000_000_000);
        }
    }

    private static void sleep(Threads threads, int seconds) {
        try {
            threads.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
