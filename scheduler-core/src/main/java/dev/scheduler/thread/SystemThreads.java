package dev.scheduler.thread;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of this process. */
final class SystemThreads implements Threads {

    static final SystemThreads INSTANCE = new SystemThreads();

    private final ScheduledThreadPoolExecutor alarms =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("scheduler-alarms"));

    private SystemThreads() {
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setKeepAliveTime(1, TimeUnit.MINUTES);
        alarms.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Loop loop(String name, boolean daemon, Step step) {
        return new LoopThread(name, daemon, step);
    }

    @Override
    public Runnable after(Duration delay, Runnable call) {
        ScheduledFuture<?> future = alarms.schedule(call, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Pool pool(int threads, ThreadFactory factory) {
        return new ThreadPool(threads, factory);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
