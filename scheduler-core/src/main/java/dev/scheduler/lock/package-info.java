/**
 * Who: one-server claims and overlap locks over lock rows, or over whatever {@code LockProvider} of ShedLock there is, and
 * the heartbeat that keeps them. Knows executions, leases and a store; how tasks run, and databases, do not enter.
 */
@NullMarked
package dev.scheduler.lock;

import org.jspecify.annotations.NullMarked;
