package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** A monotonic clock that the test moves, and no threads: the test takes each step itself. */
final class HandThreads implements Threads {

    /** Done while somebody sleeps. */
    Task meanwhile = () -> {};

    private long nanos = 1_000_000_000;

    /** Something that may throw. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        return new Loop() {

            @Override
            public void start() {}

            @Override
            public void wake() {}

            @Override
            public boolean end(Duration limit) {
                return true;
            }
        };
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pool pool(int threads, ThreadFactory factory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sleep(Duration time) {
        pass(time);
        try {
            meanwhile.run();
        } catch (Exception thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
