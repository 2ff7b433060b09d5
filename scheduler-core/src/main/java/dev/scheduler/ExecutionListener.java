package dev.scheduler;

/**
 * Is told of every start and outcome, in order, on one thread of the scheduler's; no run waits for it. An execution whose
 * start is told may have ended by then. Where listeners cannot keep up, starts and outcomes are dropped, and the log counts
 * them. An exception thrown here is logged and breaks nothing.
 */
public interface ExecutionListener {

    /** The execution's body was started, for its first try. */
    default void started(Execution execution) {}

    /** The execution's outcome is known: it ran, was skipped or was missed. */
    default void ended(Execution execution) {}
}
