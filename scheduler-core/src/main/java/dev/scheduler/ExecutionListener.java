package dev.scheduler;

/**
 * Is told of every execution, on the thread that runs it. An exception thrown here is logged and breaks nothing; what is
 * slow here delays the task.
 */
public interface ExecutionListener {

    /** The execution's body is about to be started for the first time. */
    default void started(Execution execution) {}

    /** The execution's outcome is known: it ran, was skipped or was missed. */
    default void ended(Execution execution) {}
}
