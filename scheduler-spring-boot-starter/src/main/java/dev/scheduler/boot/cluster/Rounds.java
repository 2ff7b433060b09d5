package dev.scheduler.boot.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does the same work again and again. Whatever the work throws, it goes on; only its own end ends it. It is
 * never interrupted, as a database in a file would take that for its end.
 */
final class Rounds {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Duration period;
    private final String name;
    private final Runnable work;
    private @Nullable Thread thread;
    private boolean ended;
    private boolean woken;

    /** @param period from the end of one round to the start of the next */
    Rounds(String name, Duration period, Runnable work) {
        this.name = name;
        this.period = period;
        this.work = work;
    }

    /** Begins, also after an end. */
    synchronized void start() {
        ended = false;
        Thread started = new Thread(this::run, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    /** Begins the next round now. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Ends the thread, and waits for the round that it is in, but no longer than a limit. */
    void end(Duration limit) {
        Thread ending;
        synchronized (this) {
            ended = true;
            notifyAll();
            ending = thread;
            thread = null;
        }
        try {
            if (ending != null) {
                ending.join(Math.max(1, limit.toMillis()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (goesOn()) {
            try {
                work.run();
            } catch (Throwable thrown) {
                log.error("{} stumbled and goes on", Thread.currentThread().getName(), thrown);
            }
        }
    }

    /** Waits for the next round; false where there is none. */
    private synchronized boolean goesOn() {
        long until = System.nanoTime() + period.toNanos();
        long left = period.toMillis();
        while (!ended && !woken && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                log.debug("Interrupted", interrupted);
            }
            left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
        woken = false;
        return !ended;
    }
}
