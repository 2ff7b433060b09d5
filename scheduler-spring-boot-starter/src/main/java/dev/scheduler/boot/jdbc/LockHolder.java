package dev.scheduler.boot.jdbc;

import java.time.Instant;

/**
 * Who holds the lock named after a task.
 *
 * @param task the task
 * @param by a node's id, or what a plain user of ShedLock calls itself
 * @param since when it was taken, by the database's clock
 * @param until when it ends unless it is extended, by the database's clock
 */
public record LockHolder(String task, String by, Instant since, Instant until) {}
