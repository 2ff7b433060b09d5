package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import org.jspecify.annotations.Nullable;

/** The tries of one run, and how they are stopped: which thread is to be interrupted, and why. */
abstract class Interrupts {

    /** Not this object, on which its body may synchronize. */
    private final Object lock;

    private volatile @Nullable Stop stop;
    private int attempt;
    private boolean trying;
    private @Nullable Thread thread;

    Interrupts(Object lock) {
        this.lock = lock;
    }

    /** Why a run was told to stop. */
    record Stop(ExecutionState state, String detail) {}

    /** Which try it is, the first being 1; 0 before. */
    public int attempt() {
        synchronized (lock) {
            return attempt;
        }
    }

    /**
     * Asks the run to stop and interrupts it; the first one to ask names the state. A time-out ends one try, so whoever means
     * the whole run comes before it.
     */
    void stop(ExecutionState state, String detail) {
        synchronized (lock) {
            if (stop == null || stop.state() == ExecutionState.TIMED_OUT) {
                stop = new Stop(state, detail);
            }
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Stops one try, unless it has ended meanwhile. */
    void timeOut(int timedTry, String detail) {
        synchronized (lock) {
            boolean begun = trying && attempt == timedTry;
            boolean aboutToBegin = attempt == timedTry - 1;
            if (stop == null && (begun || aboutToBegin)) {
                stop(ExecutionState.TIMED_OUT, detail);
            }
        }
    }

    @Nullable
    Stop stopped() {
        return stop;
    }

    /** Counts a try and makes the calling thread the one to interrupt; false if the run has been stopped already. */
    boolean enterTry() {
        synchronized (lock) {
            attempt++;
            trying = enter();
            return trying;
        }
    }

    /** Makes the calling thread the one to interrupt; false if the run has been stopped already. */
    boolean enter() {
        synchronized (lock) {
            if (stop != null) {
                return false;
            }
            Thread.interrupted(); // what a condition or a listener left behind
            thread = Thread.currentThread();
            return true;
        }
    }

    /** Ends what {@link #enter()} began; no interrupt that was meant for this run outlives it. */
    void leave() {
        synchronized (lock) {
            thread = null;
            trying = false;
            Thread.interrupted();
        }
    }

    /** A time-out ended one try, not the run: the next try starts afresh. */
    void forgetTimeOut() {
        synchronized (lock) {
            if (stop != null && stop.state() == ExecutionState.TIMED_OUT) {
                stop = null;
            }
        }
    }
}
