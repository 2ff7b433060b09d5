package dev.scheduler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the lock named after a task.
 *
 * @param task the task
 * @param by {@code <node>#<execution>} where an execution of ours holds it, else what another user of ShedLock calls itself
 * @param since when it was taken, by the clock of the store
 * @param until when it ends unless it is extended, by the clock of the store
 */
public record LockHolder(String task, String by, Instant since, Instant until) {

    private static final char SEPARATOR = '#';

    /** The node that holds it, or what another user of ShedLock calls itself. */
    public String node() {
        int end = by.indexOf(SEPARATOR);
        return end < 0 ? by : by.substring(0, end);
    }

    /** The execution that holds it; null where it is another user's of ShedLock. */
    public @Nullable String execution() {
        int end = by.indexOf(SEPARATOR);
        return end < 0 ? null : by.substring(end + 1);
    }

    /** The sentence that says so, without a full stop. */
    @Override
    public String toString() {
        String holder = execution() == null ? by : "execution " + execution() + " on " + node();
        return holder + " holds the lock " + task + " until " + until;
    }
}
