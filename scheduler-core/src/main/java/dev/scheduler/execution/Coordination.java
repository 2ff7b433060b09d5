package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a cluster share here, and so what holds for which tasks.
 *
 * @param claims decides which node runs a scheduled time; null where nothing is shared
 * @param locks keeps executions of a task apart; null where nothing is shared
 */
record Coordination(@Nullable ClaimStore claims, @Nullable OverlapLocks locks) {

    /** The store of claims, of which a caller knows that there is one. */
    ClaimStore claimStore() {
        return Objects.requireNonNull(claims, "nothing is shared that claims could be asked of");
    }

    /** The locks, of which a caller knows that there are some. */
    OverlapLocks overlapLocks() {
        return Objects.requireNonNull(locks, "nothing is shared that locks could be asked of");
    }

    /** Whether the nodes of a cluster share the scheduled times of a task. */
    boolean isOneServer(TaskDefinition task) {
        return claims != null && Boolean.TRUE.equals(task.settings().onOneServer());
    }

    /** Whether all nodes together find out what nobody accepted of a task. */
    boolean isAccountedFor(TaskDefinition task) {
        return claims != null && claims.isAccounted() && isOneServer(task);
    }

    /** Whether no other execution of a task may run in the cluster. */
    boolean isLocked(TaskDefinition task) {
        return locks != null && Boolean.TRUE.equals(task.settings().withoutOverlapping());
    }

    /** Whether a lock that plain users of ShedLock would see is taken for a task with each claim. */
    boolean locksClaims(TaskDefinition task) {
        return isOneServer(task) && !isLocked(task);
    }

    /** Whether that lock is kept until the body has ended. */
    boolean keepsLockOfClaim(TaskDefinition task) {
        return locks != null && locksClaims(task) && isAccountedFor(task);
    }
}
