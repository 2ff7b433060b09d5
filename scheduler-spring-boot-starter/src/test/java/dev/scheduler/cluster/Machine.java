package dev.scheduler.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Watches whether the machine itself stands still, as virtual ones do: then no node can do anything in time. */
final class Machine {

    private static final long BREATH = Duration.ofMillis(100).toNanos();
    private static final long STILL = Duration.ofMillis(1_500).toNanos();
    private static final AtomicLong STOOD = new AtomicLong();

    static {
        Thread watch = new Thread(Machine::watch, "machine-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private Machine() {}

    /** For how long it has stood still since the first question, all in all. */
    static Duration stoodStill() {
        return Duration.ofNanos(STOOD.get());
    }

    private static void watch() {
        long before = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BREATH);
            long now = System.nanoTime();
            if (now - before > STILL) {
                STOOD.addAndGet(now - before);
            }
            before = now;
        }
    }
}
