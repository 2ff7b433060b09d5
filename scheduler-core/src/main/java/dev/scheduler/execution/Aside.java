package dev.scheduler.execution;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls listeners for the timeline, which cannot wait for them, on one thread of its own that goes when it is not used.
 * What listeners leave waiting is bounded: beyond that they are not told, and the log says so.
 */
final class Aside {

    private static final Logger log = LoggerFactory.getLogger(Aside.class);
    private static final int MOST_WAITING = 10_000;

    private final ThreadPoolExecutor thread;
    private volatile boolean full;

    Aside() {
        thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MOST_WAITING),
                new DaemonThreads("scheduler-listeners"),
                (call, pool) -> refuse());
        thread.allowCoreThreadTimeOut(true);
    }

    private void refuse() {
        if (!full) {
            full = true;
            log.error("Listeners are too slow: they are not told of skipped and missed scheduled times for now");
        }
    }

    /** The call must not throw. */
    void call(Runnable call) {
        try {
            thread.execute(() -> {
                full = false;
                call.run();
            });
        } catch (Throwable noThread) {
            log.error("Listeners are not told of a skipped or missed scheduled time", noThread);
        }
    }

    /** Waits until everything so far was called, but no longer than a limit. */
    void flush(Duration limit) {
        if (thread.getPoolSize() == 0) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        call(done::countDown);
        try {
            if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("Listeners are too slow: some are left behind");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
