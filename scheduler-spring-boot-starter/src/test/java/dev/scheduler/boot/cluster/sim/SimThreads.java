package dev.scheduler.boot.cluster.sim;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** The threads of a simulated process. */
record SimThreads(SimProcess process) implements Threads {

    @Override
    public long nanoTime() {
        return process.nanoTime();
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        return new SimLoop(process, name, step);
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        process.check();
        Event event = process.world().after(process, Math.max(0, delay.toNanos()), call);
        return () -> event.cancelled = true;
    }

    @Override
    public Pool pool(int threads, ThreadFactory factory) {
        return new SimPool(process, threads);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (process.world().pause(process, time.toNanos(), true, null)) {
            Thread.interrupted();
            throw new InterruptedException();
        }
    }
}
