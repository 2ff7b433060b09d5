package dev.scheduler.boot.cluster.sim;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real thread that lends itself to a simulation. Of all of them one has the baton and runs; the others are idle, or hold the
 * frames of a step that waits for its time.
 */
final class SimThread extends Thread {

    private final Crew crew;
    private volatile boolean baton;
    private volatile @Nullable SimWorld world;

    /** The process whose step it runs; null where it runs none. */
    volatile @Nullable SimProcess process;

    /** What it waits for in the middle of a step; null where it does not. */
    @Nullable
    Event waiting;

    /** Whether an interrupt ends that wait. */
    boolean interruptible;

    private boolean interrupted;

    SimThread(Crew crew, int number) {
        super("sim-" + number);
        this.crew = crew;
        setDaemon(true);
    }

    /** Gives it the baton of a simulation: it goes on where it stopped, or with what is due next. */
    void hand(SimWorld simulation) {
        world = simulation;
        baton = true;
        LockSupport.unpark(this);
    }

    /** Lets it end. */
    void dismiss() {
        world = null;
        baton = true;
        LockSupport.unpark(this);
    }

    void awaitBaton() {
        while (!baton) {
            LockSupport.park(this);
        }
        baton = false;
    }

    @Override
    public void run() {
        while (crew.isOpen()) {
            awaitBaton();
            SimWorld simulation = world;
            if (simulation != null) {
                simulation.lead(this);
            }
        }
    }

    /** A wait is ended as the simulation's own event, so that nothing depends on when a real thread wakes. */
    @Override
    public void interrupt() {
        Event event = waiting;
        SimWorld simulation = world;
        if (event == null || simulation == null) {
            super.interrupt();
            return;
        }
        interrupted = true;
        if (interruptible) {
            simulation.wake(this);
        }
    }

    @Override
    public boolean isInterrupted() {
        return interrupted || super.isInterrupted();
    }

    /** After a wait: whether it was interrupted. The flag is set then, as it would be. */
    boolean wasInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        if (was) {
            super.interrupt();
        }
        return was;
    }
}
