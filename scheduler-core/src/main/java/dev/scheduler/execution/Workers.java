package dev.scheduler.execution;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that executions run on. What is due together is handed over together, to one thread at first, so that short
 * bodies cost no thread changes. What that thread has not begun within a moment is shared: each thread that takes
 * something then first invites one more, so that long bodies hold up none of the others.
 */
final class Workers {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final Threads.Pool pool;
    private final Consumer<Run> work;
    private final Queue<Batch> unshared = new ConcurrentLinkedQueue<>();
    private volatile boolean shutDown;

    /**
     * @param work runs one execution to its end; never throws
     */
    Workers(Threads.Pool pool, Consumer<Run> work) {
        this.pool = pool;
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
            log.error("No thread could be made; {} of {} are at work", busy(), threads(), noThread);
            pool.enqueue(batch);
        }
    }

    int threads() {
        return pool.threads();
    }

    /** How many threads are at work. */
    int busy() {
        return pool.busy();
    }

    /** Whether something is due and has no thread. */
    boolean isSaturated() {
        return pool.hasWaiting() && busy() >= threads();
    }

    /** Takes nothing more; what waits for a thread still gets one. */
    void shutdown() {
        shutDown = true;
        pool.shutdown();
    }

    /** Whether everything has ended within a time. */
    boolean await(Duration limit) throws InterruptedException {
        return pool.await(limit);
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
            if (begun < runs.size() && !shutDown) {
                execute(this);
            }
        }
    }
}
