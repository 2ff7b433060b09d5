package dev.scheduler.thread;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool whose threads go when they have had nothing to do for a minute. Once shut down it drops what comes: no caller runs it. */
final class ThreadPool implements Threads.Pool {

    private final ThreadPoolExecutor pool;

    ThreadPool(int threads, ThreadFactory factory) {
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    @Override
    public void enqueue(Runnable work) {
        pool.getQueue().add(work);
    }

    @Override
    public int threads() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public int busy() {
        return pool.getActiveCount();
    }

    @Override
    public boolean hasWaiting() {
        return !pool.getQueue().isEmpty();
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public boolean await(Duration limit) throws InterruptedException {
        return pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
