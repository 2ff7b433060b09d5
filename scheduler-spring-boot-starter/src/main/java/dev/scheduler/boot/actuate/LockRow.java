package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.LockHolder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a task's lock.
 *
 * @param by a node's id, or what another user of ShedLock calls itself
 * @param execution the execution that holds it; left out where it is another user's of ShedLock
 * @param since when it was taken
 * @param until when it ends unless it is extended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LockRow(String by, @Nullable String execution, Instant since, Instant until) {

    static @Nullable LockRow of(@Nullable LockHolder holder) {
        return holder == null ? null : new LockRow(holder.node(), holder.execution(), holder.since(), holder.until());
    }
}
