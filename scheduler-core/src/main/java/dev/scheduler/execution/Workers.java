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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that executions run on. What is due together is handed over together: each thread that takes something from
 * a batch first invites one more, so that short bodies cost no thread changes and long ones still start at once.
 */
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

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
            execute(new Batch(runs));
        }
    }

    /** Where the system has no thread left for us, whoever is free next takes it. */
    private void execute(Batch batch) {
        try {
            pool.execute(batch);
        } catch (Throwable noThread) {
            log.error("No thread could be made; {} of {} are there", pool.getPoolSize(), threads(), noThread);
            pool.getQueue().add(batch);
        }
    }

    int threads() {
        return pool.getMaximumPoolSize();
    }

    /** How many threads are at work. */
    int busy() {
        return pool.getActiveCount();
    }

    /** Whether something is due and has no thread. */
    boolean isSaturated() {
        return !pool.getQueue().isEmpty() && busy() >= pool.getMaximumPoolSize();
    }

    /** Takes nothing more; what still waits for a thread passes on the calling one. */
    void shutdown() {
        pool.shutdown();
        for (Runnable waiting : List.copyOf(pool.getQueue())) {
            if (pool.remove(waiting)) {
                waiting.run();
            }
        }
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
                execute(this);
            }
            while (index < runs.size()) {
                work.accept(runs.get(index));
                index = taken.getAndIncrement();
            }
        }
    }
}
