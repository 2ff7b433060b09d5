package dev.scheduler.boot;

import dev.scheduler.Execution;

/**
 * Is published when an execution's body was started, for its first try, on the listeners' thread.
 *
 * @param execution the execution as it was then, running
 */
public record ExecutionStartedEvent(Execution execution) {}
