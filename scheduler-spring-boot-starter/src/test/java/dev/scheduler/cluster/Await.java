package dev.scheduler.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do; their time is the real one. */
final class Await {

    private static final Duration BREATH = Duration.ofMillis(50);

    private Await() {}

    /** Waits until something is so; fails with what it is, where it takes longer than this. */
    static void until(Supplier<String> what, Duration most, BooleanSupplier condition) {
        if (!holds(most, condition)) {
            throw new AssertionError("Waited " + most.toMillis() + " ms in vain: " + what.get());
        }
    }

    /** Waits until something is so, and says whether it was so in time. */
    static boolean holds(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(BREATH.toNanos());
        }
        return true;
    }

    /** Lets the nodes go on for a while. */
    static void pass(Duration time) {
        holds(time, () -> false);
    }
}
