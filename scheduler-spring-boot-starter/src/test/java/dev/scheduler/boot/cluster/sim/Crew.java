package dev.scheduler.boot.cluster.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The real threads of one simulation after another. Used by whoever has the baton. */
final class Crew implements AutoCloseable {

    private final Deque<SimThread> idle = new ArrayDeque<>();
    private final List<SimThread> all = new ArrayList<>();
    private volatile boolean open = true;

    synchronized SimThread take() {
        SimThread thread = idle.poll();
        if (thread == null) {
            thread = new SimThread(this, all.size() + 1);
            all.add(thread);
            thread.start();
        }
        return thread;
    }

    synchronized void giveBack(SimThread thread) {
        idle.push(thread);
    }

    synchronized List<SimThread> all() {
        return List.copyOf(all);
    }

    boolean isOpen() {
        return open;
    }

    /** Lets the idle threads go. One that is stuck stays behind. */
    @Override
    public synchronized void close() {
        open = false;
        idle.forEach(SimThread::dismiss);
    }
}
