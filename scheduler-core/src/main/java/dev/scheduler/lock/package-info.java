/**
 * Who: one-server claims and overlap locks over whatever {@code LockProvider} of ShedLock there is, and the heartbeat
 * that keeps them. Knows names, leases and a store; tasks, executions and databases do not enter.
 */
@NullMarked
package dev.scheduler.lock;

import org.jspecify.annotations.NullMarked;
