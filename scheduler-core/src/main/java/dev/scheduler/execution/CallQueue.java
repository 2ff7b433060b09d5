package dev.scheduler.execution;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others of outcomes in the order in which they came, on a thread of its own: nothing that runs tasks waits for them. What
 * they leave waiting is bounded; beyond that they are not told, which is counted and said.
 */
final class CallQueue {

    private static final Logger log = LoggerFactory.getLogger(CallQueue.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(5);

    private final Threads threads;
    private final String called;
    private final Threads.Loop loop;
    private final BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean started;
    private volatile @Nullable Thread calling;

    /**
     * @param name the thread's
     * @param called whom it calls, as the log says it
     */
    CallQueue(Threads threads, String name, String called) {
        this.threads = threads;
        this.called = called;
        this.loop = threads.loop(name, this::drain);
    }

    /** The call must not throw. */
    void call(Runnable call) {
        if (!calls.offer(call)) {
            drop();
            return;
        }
        boolean first = asked.incrementAndGet() - done.get() == 1;
        if (!started) {
            started = true;
            loop.start();
        } else if (first) {
            loop.wake();
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } finally {
            done.incrementAndGet();
        }
    }

    private void drop() {
        if (dropped.incrementAndGet() == 1) {
            log.error("{} cannot keep up: {} outcomes wait, and more are not told", called, MOST_WAITING);
        }
    }

    private Duration drain() {
        calling = Thread.currentThread();
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            tell(call);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            log.error("{} could not keep up: {} outcomes were not told", called, lost);
        }
        return IDLE;
    }

    /**
     * Waits until everything so far was called, but not where one that is called asks.
     *
     * @param until when to give up, by the monotonic clock
     * @return whether everything was called
     */
    boolean flush(long until) {
        if (Thread.currentThread() == calling) {
            return false;
        }
        long goal = asked.get();
        loop.wake();
        while (done.get() < goal) {
            if (threads.nanoTime() - until > 0 || !pause()) {
                log.warn("{} could not keep up: {} outcomes are left untold", called, goal - done.get());
                return false;
            }
        }
        return true;
    }

    /** Waits a little; false where the caller was interrupted, who then waits no longer. */
    private boolean pause() {
        try {
            threads.sleep(GLANCE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same, and ends the thread; the next call starts it again. */
    void end(long until) {
        flush(until);
        loop.end(Duration.ofNanos(Math.max(0, until - threads.nanoTime())));
        started = false;
    }
}
