package dev.scheduler.benchmarks;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Takes down how late each fire was on its task's grid, in nanoseconds. What lies within the window of time is sorted out
 * afterwards: a fire in it must do just what one before it did, or the compiler starts again when the window opens.
 */
final class Lateness {

    private final long offset = wallNanos() - System.nanoTime();
    private final long[] due;
    private final long[] late;
    private final AtomicInteger count = new AtomicInteger();
    private final long from;
    private final long until;

    Lateness(int most, long fromMillis, long untilMillis) {
        due = new long[most];
        late = new long[most];
        from = TimeUnit.MILLISECONDS.toNanos(fromMillis);
        until = TimeUnit.MILLISECONDS.toNanos(untilMillis);
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** A task fires now. */
    void fired(long intervalNanos, long phaseNanos) {
        long now = System.nanoTime() + offset;
        long nanos = Math.floorMod(now - phaseNanos, intervalNanos);
        int index = count.getAndIncrement();
        if (index < late.length) {
            due[index] = now - nanos;
            late[index] = nanos;
        }
    }

    /** How late each fire within the window was, in order of lateness. */
    long[] sorted() {
        return IntStream.range(0, Math.min(count.get(), late.length))
                .filter(index -> due[index] >= from && due[index] < until)
                .mapToLong(index -> late[index])
                .sorted()
                .toArray();
    }

    /** In milliseconds. */
    static double quantile(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }
}
