package dev.scheduler.boot.cluster;

import dev.scheduler.execution.LocalTask;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when this node runs its tasks as it does now, by the database's clock. What it ran before the cluster's schedule began
 * anew belongs to another beginning, as far as this node has seen. Safe for use by any thread.
 */
final class Beginnings {

    private final ClusterClock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    Beginnings(ClusterClock clock) {
        this.clock = clock;
    }

    /**
     * What the engine said.
     *
     * @param raw by this node's clock as it was then
     * @param right the same, put right at the first look, as later looks could not tell any more whether that is needed
     */
    private record Said(Instant raw, Instant right) {}

    /**
     * The mark as this node saw it last.
     *
     * @param at when that was
     * @param earliest when it last saw the revision before this one: what had begun by then, began with that one
     */
    private record Seen(long revision, Instant at, Instant earliest) {

        Seen next(long now, Instant when) {
            return new Seen(now, when, now == revision ? earliest : at);
        }
    }

    /** Hears how a mark is now. */
    void saw(TaskMark mark, Instant now) {
        Seen first = new Seen(mark.revision(), now, TaskMark.LONG_AGO);
        seen.merge(mark.task(), first, (before, same) -> before.next(mark.revision(), now));
    }

    /** Since when this node runs a task as it does now. */
    Instant since(LocalTask local, Instant now) {
        String task = local.definition().name();
        Said known = said.get(task);
        if (known == null || !known.raw().equals(local.since())) {
            known = new Said(local.since(), clock.putRight(local.since(), now));
            said.put(task, known);
        }
        return known.right();
    }

    /** The same for a task that the cluster does not know: what it knew before and has lost begins now. */
    Instant sinceKnown(LocalTask local, Instant now) {
        if (seen.remove(local.definition().name()) != null) {
            said.put(local.definition().name(), new Said(local.since(), now));
        }
        return since(local, now);
    }

    /** The same, where the cluster knows the task: what began with an earlier revision adds nothing to the one that is now. */
    Instant since(LocalTask local, TaskMark mark, Instant now) {
        Instant own = since(local, now);
        Seen known = seen.get(mark.task());
        Timing timing = local.definition().timing();
        boolean another = timing == null || !ScheduleText.says(mark.schedule(), timing);
        Instant earliest = another ? mark.since() : known == null ? TaskMark.LONG_AGO : known.earliest();
        return own.isBefore(earliest) ? mark.since() : own;
    }
}
