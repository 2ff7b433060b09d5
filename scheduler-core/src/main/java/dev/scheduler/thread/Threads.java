package dev.scheduler.thread;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** The monotonic clock, and every thread that the scheduler runs on. Safe for use by any thread. */
public interface Threads {

    /** The threads of this process, all daemons unless said otherwise. */
    static Threads system() {
        return SystemThreads.INSTANCE;
    }

    /** The monotonic clock, in nanoseconds. */
    long nanoTime();

    /** A daemon thread that takes a step again and again. It is not started. */
    default Loop loop(String name, Step step) {
        return loop(name, true, step);
    }

    /**
     * A thread that takes a step again and again. It is not started.
     *
     * @param daemon false where it keeps the process up
     */
    Loop loop(String name, boolean daemon, Step step);

    /**
     * Calls once after a time, on a thread that all these calls share. The call must be short and must not throw.
     *
     * @return cancels the call, if it has not begun
     */
    Runnable after(Duration delay, Runnable call);

    /**
     * A pool of at most so many threads.
     *
     * @param factory makes them
     */
    Pool pool(int threads, ThreadFactory factory);

    /** Holds the calling thread up for a time. */
    void sleep(Duration time) throws InterruptedException;

    /** What a loop does again and again. */
    @FunctionalInterface
    interface Step {

        /**
         * Does it once.
         *
         * @return how long to wait before the next time, unless the loop is woken
         */
        Duration take() throws Exception;
    }

    /**
     * A thread that takes a step again and again, never two at once. Whatever a step throws, it goes on; only its own end
     * ends it. It is never interrupted, as a database in a file would take that for its end.
     */
    interface Loop {

        /** Begins with a step at once, also after an end. */
        void start();

        /** The next step is due now. */
        void wake();

        /**
         * Takes no further step, and waits for the one that is under way, but no longer than a limit.
         *
         * @return whether it has ended
         */
        boolean end(Duration limit);
    }

    /** Threads that work is handed to. */
    interface Pool {

        /**
         * Takes work; once shut down, drops it.
         *
         * @throws OutOfMemoryError where the system has no thread left and none is there
         */
        void execute(Runnable work);

        /** Takes work that waits for whoever is free next, and makes no thread for it. */
        void enqueue(Runnable work);

        /** How many threads there may be. */
        int threads();

        /** How many threads are at work. */
        int busy();

        /** Whether work waits for a thread. */
        boolean hasWaiting();

        /** Takes nothing more; what waits is done still. */
        void shutdown();

        /** Whether everything has ended within a time. */
        boolean await(Duration limit) throws InterruptedException;
    }
}
