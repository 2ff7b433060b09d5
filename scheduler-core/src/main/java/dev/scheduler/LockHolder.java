package dev.scheduler;

import java.time.Instant;

/**
 * Who holds the lock named after a task.
 *
 * @param task the task
 * @param by a node's id, or what another user of ShedLock calls itself
 * @param since when it was taken, by the clock of the store
 * @param until when it ends unless it is extended, by the clock of the store
 */
public record LockHolder(String task, String by, Instant since, Instant until) {}
