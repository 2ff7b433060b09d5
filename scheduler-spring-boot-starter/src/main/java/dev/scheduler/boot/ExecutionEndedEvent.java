package dev.scheduler.boot;

import dev.scheduler.Execution;

/**
 * Is published when an execution's outcome is known: it ran, was skipped or was missed. On the listeners' thread.
 *
 * @param execution the execution in its final state
 */
public record ExecutionEndedEvent(Execution execution) {}
