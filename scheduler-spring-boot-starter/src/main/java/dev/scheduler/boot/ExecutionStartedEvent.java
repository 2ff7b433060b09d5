package dev.scheduler.boot;

import dev.scheduler.Execution;

/**
 * Is published when an execution's body is about to be started for the first time, on the thread that runs it.
 *
 * @param execution the execution, running
 */
public record ExecutionStartedEvent(Execution execution) {}
