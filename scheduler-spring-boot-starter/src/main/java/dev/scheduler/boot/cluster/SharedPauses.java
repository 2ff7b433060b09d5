package dev.scheduler.boot.cluster;

import dev.scheduler.boot.jdbc.TaskMarks;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Tasks that are paused are so on all nodes. The node that is told does it at once; the others with their next look at the
 * database. Nothing of a pause counts as missed.
 */
public final class SharedPauses {

    private final TaskMarks marks;
    private final InstantSource clock;

    /** @param clock the cluster's */
    public SharedPauses(TaskMarks marks, InstantSource clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * Tells the other nodes, and then this one.
     *
     * @throws dev.scheduler.boot.jdbc.StoreException if the others cannot be told; then nothing has changed
     */
    public synchronized void tell(String task, boolean paused, Runnable here) {
        if (paused) {
            marks.pause(task, clock.instant());
        } else {
            marks.resume(task, clock.instant());
        }
        here.run();
    }

    /** Tells this node what the cluster says. */
    synchronized void refresh(Consumer<Collection<String>> here) {
        here.accept(marks.paused());
    }
}
