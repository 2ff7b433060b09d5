package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/** The threads of this process, of which the loops can be made to stand still, as if it was frozen. */
final class FreezableThreads implements Threads {

    private volatile CountDownLatch gate = new CountDownLatch(0);

    void freeze() {
        gate = new CountDownLatch(1);
    }

    void thaw() {
        gate.countDown();
    }

    @Override
    public long nanoTime() {
        return Threads.system().nanoTime();
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        return Threads.system().loop(name, daemon, () -> {
            gate.await();
            return step.take();
        });
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        return Threads.system().after(delay, call);
    }

    @Override
    public Pool pool(int threads, ThreadFactory factory) {
        return Threads.system().pool(threads, factory);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Threads.system().sleep(time);
    }
}
