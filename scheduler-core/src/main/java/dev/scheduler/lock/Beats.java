package dev.scheduler.lock;

/** What drives the locks: somebody who looks at them in time, and threads that may wait for the store. */
interface Beats {

    /** From now on looks are taken. */
    void start();

    /** Takes work that may wait for the store. */
    void send(Runnable work);

    /** Something changed; the next look is due now. */
    void wake();

    /** No more looks; then this, then no more work. */
    void end(Runnable last);
}
