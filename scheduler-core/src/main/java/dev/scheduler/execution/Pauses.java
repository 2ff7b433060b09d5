package dev.scheduler.execution;

/** Tells other nodes which tasks are paused. */
@FunctionalInterface
public interface Pauses {

    /**
     * A task is paused or resumed by a user of this node. What this throws, the user gets, and nothing has changed.
     *
     * @param here does the same on this node; to be called once it is told
     */
    void tell(String task, boolean paused, Runnable here);
}
