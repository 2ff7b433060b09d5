package dev.scheduler.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on a thread of its own; each start makes another thread, which waits for the one before it. */
final class LoopThread implements Threads.Loop {

    private static final Logger log = LoggerFactory.getLogger(LoopThread.class);

    /** After a step that threw. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final String name;
    private final boolean daemon;
    private final Threads.Step step;
    private @Nullable Turn turn;

    LoopThread(String name, boolean daemon, Threads.Step step) {
        this.name = name;
        this.daemon = daemon;
        this.step = step;
    }

    @Override
    public synchronized void start() {
        Turn before = turn;
        if (before == null || before.ended) {
            turn = new Turn(before);
            turn.start();
        }
    }

    @Override
    public void wake() {
        Turn current = current();
        if (current != null) {
            current.wake();
        }
    }

    @Override
    public boolean end(Duration limit) {
        Turn current = current();
        return current == null || current.end(limit);
    }

    private synchronized @Nullable Turn current() {
        return turn;
    }

    /** From a start to its end. */
    private final class Turn extends Thread {

        private @Nullable Turn before;
        private volatile boolean ended;
        private volatile boolean woken;

        Turn(@Nullable Turn before) {
            super(LoopThread.this.name);
            this.before = before;
            setDaemon(daemon);
        }

        @Override
        public void run() {
            awaitTurn();
            while (!ended) {
                woken = false;
                pause(takeStep());
            }
        }

        /** A step that is stuck since before the last end is still one step. */
        private void awaitTurn() {
            while (before != null && before.isAlive()) {
                try {
                    before.join();
                } catch (InterruptedException interrupted) {
                    log.debug("{} was interrupted; continuing", getName());
                }
            }
            before = null;
        }

        private Duration takeStep() {
            try {
                return step.take();
            } catch (Throwable thrown) {
                log.error("{} failed; continuing", getName(), Printable.of(thrown));
                return BREATH;
            }
        }

        private void pause(Duration wait) {
            long until = System.nanoTime() + wait.toNanos();
            for (long left = wait.toNanos(); left > 0 && !woken && !ended; left = until - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    log.debug("{} was interrupted; continuing", getName());
                }
            }
        }

        void wake() {
            woken = true;
            LockSupport.unpark(this);
        }

        boolean end(Duration limit) {
            ended = true;
            LockSupport.unpark(this);
            try {
                if (Thread.currentThread() != this) {
                    join(Math.max(1, limit.toMillis()));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return !isAlive();
        }
    }
}
