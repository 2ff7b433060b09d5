package dev.scheduler.execution;

import java.util.random.RandomGenerator;

/** Draws what puts a start off for as long as its jitter may. */
final class LongestJitter implements RandomGenerator {

    @Override
    public long nextLong() {
        return 0;
    }

    @Override
    public int nextInt(int bound) {
        return bound - 1;
    }
}
