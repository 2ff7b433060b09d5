package dev.scheduler.execution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The threads that executions run on. What is due together is handed over together: each thread that takes something from
 * a batch first invites one more, so that short bodies cost no thread changes and long ones still start at once.
 */
final class Workers {

    /** A pool that is shut down leaves the work to the caller, who refuses it. */
    private static final RejectedExecutionHandler CALLER = (call, pool) -> call.run();

    private final ThreadPoolExecutor pool;
    private final Consumer<Run> work;

    /**
     * @param work runs one execution to its end; never throws
     */
    Workers(int threads, ThreadFactory factory, Consumer<Run> work) {
        pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory, CALLER);
        pool.allowCoreThreadTimeOut(true);
        this.work = work;
    }

    /** Runs the executions as threads are free, in this order. */
    void submit(List<Run> runs) {
        if (!runs.isEmpty()) {
            pool.execute(new Batch(runs));
        }
    }

    int threads() {
        return pool.getMaximumPoolSize();
    }

    /** Whether something is due and has no thread. */
    boolean isSaturated() {
        return !pool.getQueue().isEmpty() && pool.getActiveCount() >= pool.getMaximumPoolSize();
    }

    /** Takes nothing more; what was submitted still passes. */
    void shutdown() {
        pool.shutdown();
    }

    /** Whether everything has ended within a time. */
    boolean await(Duration limit) throws InterruptedException {
        return pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private final class Batch implements Runnable {

        private final List<Run> runs;
        private final AtomicInteger taken = new AtomicInteger();

        Batch(List<Run> runs) {
            this.runs = runs;
        }

        @Override
        public void run() {
            int index = taken.getAndIncrement();
            if (index + 1 < runs.size() && !pool.isShutdown()) {
                pool.execute(this);
            }
            while (index < runs.size()) {
                work.accept(runs.get(index));
                index = taken.getAndIncrement();
            }
        }
    }
}
