package dev.scheduler.benchmarks;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes down how late each fire was on its task's grid, in nanoseconds, within a window of time. */
final class Lateness {

    private final long offset = wallNanos() - System.nanoTime();
    private final long[] samples;
    private final AtomicInteger count = new AtomicInteger();
    private final long from;
    private final long until;

    Lateness(int most, long fromMillis, long untilMillis) {
        samples = new long[most];
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
        long late = Math.floorMod(now - phaseNanos, intervalNanos);
        long due = now - late;
        if (due >= from && due < until) {
            int index = count.getAndIncrement();
            if (index < samples.length) {
                samples[index] = late;
            }
        }
    }

    int count() {
        return count.get();
    }

    /** p50, p99 and the maximum, in milliseconds. */
    double[] quantiles() {
        int size = Math.min(count.get(), samples.length);
        long[] sorted = Arrays.copyOf(samples, size);
        Arrays.sort(sorted);
        return new double[] {at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1)};
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }
}
