package dev.scheduler.execution;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Real threads beside a monotonic clock that the test moves. */
record ClockThreads(SettableClock clock, Threads threads) implements Threads {

    ClockThreads(SettableClock clock) {
        this(clock, Threads.system());
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        return threads.loop(name, daemon, step);
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        return threads.after(delay, call);
    }

    @Override
    public Pool pool(int most, ThreadFactory factory) {
        return threads.pool(most, factory);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        threads.sleep(time);
    }
}
