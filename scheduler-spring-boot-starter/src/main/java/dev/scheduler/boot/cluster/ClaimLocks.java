package dev.scheduler.boot.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The locks named after one-server tasks, in ShedLock's own table, so that plain users of ShedLock keep out of what we run, and
 * we out of what they run. Among our own nodes the claim has decided already: a hold of a claim of ours never refuses another.
 */
public interface ClaimLocks {

    /**
     * Takes the locks of tasks, many in one statement, until shortly before each one's following scheduled time, a minute at
     * most.
     *
     * @return the foreigners that hold locks, with what is to be said of them, by task
     * @throws StoreException if the outcome is unknown
     */
    Map<String, String> take(Collection<Wanted> wanted);

    /**
     * A lock that is to be taken.
     *
     * @param task whose lock it is
     * @param owner {@code <node>#<execution>}
     * @param following the task's next scheduled time; null where there is none
     */
    record Wanted(String task, String owner, @Nullable Instant following) {}
}
