package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schedules that nobody answers for, or that this node answers for no longer. Safe for use by any thread. */
final class Departures {

    private final Duration lease;
    private final Map<String, Orphan> orphans = new ConcurrentHashMap<>();
    private final Map<String, Instant> left = new ConcurrentHashMap<>();
    private final Map<String, Instant> othersAnswered = new ConcurrentHashMap<>();

    /** @param lease for how long a dead node may be taken for a living one */
    Departures(Duration lease) {
        this.lease = lease;
    }

    /** This node answers for a schedule no longer. */
    void leave(String task, Instant now) {
        left.put(task, now);
    }

    /** Somebody answers for it. */
    void stay(String task) {
        orphans.remove(task);
        left.remove(task);
        othersAnswered.remove(task);
    }

    /** A schedule that nobody answers for at this look. Who answered for it after this node did knows better when that ended. */
    Orphan waiting(TaskMark mark, Instant now, boolean counts) {
        return orphans.compute(mark.task(), (task, known) -> {
            if (known == null || !known.isOf(mark)) {
                return Orphan.of(mark, noticed(task, mark, now), othersAnswered.containsKey(task));
            }
            return counts ? known.oneMore() : known;
        });
    }

    private Instant noticed(String task, TaskMark mark, Instant now) {
        Instant since = left.get(task);
        return since != null && mark.setBy().isEmpty() ? since : now;
    }

    /**
     * Another node answers for a schedule that this one has removed.
     *
     * @return whether it has lived on since: if it died, that is known
     */
    boolean outlasts(String task, Instant removal, Instant now) {
        orphans.remove(task);
        othersAnswered.put(task, now);
        return removal.plus(lease).isBefore(now);
    }

    /** When a schedule ended that this node has removed: not while another answered for it. */
    Instant end(String task, Instant removal) {
        return TaskAccount.later(removal, othersAnswered.getOrDefault(task, removal));
    }
}
