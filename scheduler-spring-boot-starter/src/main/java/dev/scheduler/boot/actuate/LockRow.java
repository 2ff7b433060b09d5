package dev.scheduler.boot.actuate;

import dev.scheduler.LockHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a task's lock.
 *
 * @param by a node's id, or what another user of ShedLock calls itself
 * @param since when it was taken
 * @param until when it ends unless it is extended
 */
record LockRow(String by, Instant since, Instant until) {

    static @Nullable LockRow of(@Nullable LockHolder holder) {
        return holder == null ? null : new LockRow(holder.by(), holder.since(), holder.until());
    }
}
