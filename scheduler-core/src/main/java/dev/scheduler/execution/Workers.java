package dev.scheduler.execution;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that executions run on. What is due together is handed over together, to one thread at first, so that short
 * bodies cost no thread changes. What that thread has not begun within a moment is shared: each thread that takes
 * something then first invites one more, so that long bodies hold up none of the others.
 */
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    /** A pool that is shut down leaves the work to the caller, who refuses it. */
    private static final RejectedExecutionHandler CALLER = (call, pool) -> call.run();

    private final ThreadPoolExecutor pool;
    private final Consumer<Run> work;
    private final Queue<Batch> unshared = new ConcurrentLinkedQueue<>();

    /**
     * @param work runs one execution to its end; never throws
     */
    Workers(int threads, ThreadFactory factory, Consumer<Run> work) {
        pool = new ThreadPoolExecutor(
                threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory, CALLER);
        pool.allowCoreThreadTimeOut(true);
        this.work = work;
    }

    /** Runs the executions as threads are free, in this order. Who submits many sees to it that they are shared in time. */
    void submit(List<Run> runs) {
        if (!runs.isEmpty()) {
            Batch batch = new Batch(runs);
            if (runs.size() > 1) {
                unshared.add(batch);
            }
            execute(batch);
        }
    }

    /** Whether something has not begun that one thread has to itself. */
    boolean hasToShare() {
        unshared.removeIf(Batch::hasBegun);
        return !unshared.isEmpty();
    }

    /** Has all threads take part in what has not begun. */
    void share() {
        for (Batch batch = unshared.poll(); batch != null; batch = unshared.poll()) {
            batch.share();
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

    /** Takes nothing more. What was claimed still waits for a thread; everything else that does passes on the calling one. */
    void shutdown() {
        share();
        pool.shutdown();
        dismiss(waiting -> !(waiting instanceof Batch batch && batch.isClaimed()));
    }

    /** Lets nothing wait for a thread any more: it passes on the calling one. */
    void dismiss() {
        dismiss(waiting -> true);
    }

    private void dismiss(Predicate<Runnable> which) {
        List.copyOf(pool.getQueue()).stream().filter(which).filter(pool::remove).forEach(Runnable::run);
    }

    /** Whether everything has ended within a time. */
    boolean await(Duration limit) throws InterruptedException {
        return pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private final class Batch implements Runnable {

        private final List<Run> runs;
        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean shared;

        Batch(List<Run> runs) {
            this.runs = runs;
        }

        @Override
        public void run() {
            int index = taken.getAndIncrement();
            if (shared) {
                inviteOne(index + 1);
            }
            while (index < runs.size()) {
                index = runAndTake(index);
            }
        }

        /** A method of its own, so that the compiler sees it called often. */
        private int runAndTake(int index) {
            work.accept(runs.get(index));
            return taken.getAndIncrement();
        }

        boolean isClaimed() {
            return runs.stream().anyMatch(Run::isClaimed);
        }

        /** Whether each of its executions has a thread. */
        boolean hasBegun() {
            return taken.get() >= runs.size();
        }

        /** Whoever begins it from now on invites others; if it has begun already, this does. */
        void share() {
            shared = true;
            int begun = taken.get();
            if (begun > 0) {
                inviteOne(begun);
            }
        }

        private void inviteOne(int begun) {
            if (begun < runs.size() && !pool.isShutdown()) {
                execute(this);
            }
        }
    }
}
