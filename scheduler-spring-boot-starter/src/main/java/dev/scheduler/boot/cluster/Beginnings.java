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
     * @param earliest before this, a beginning was another one
     */
    private record Seen(long revision, Instant since, Instant earliest) {

        Seen next(TaskMark mark) {
            return mark.revision() == revision
                    ? new Seen(revision, mark.since(), earliest)
                    : new Seen(mark.revision(), mark.since(), since);
        }
    }

    /** Hears how a mark is now. */
    void saw(TaskMark mark) {
        Seen first = new Seen(mark.revision(), mark.since(), TaskMark.LONG_AGO);
        seen.merge(mark.task(), first, (before, same) -> before.next(mark));
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

    /** The same, where the cluster knows the task: not before the beginning that this one is or would be. */
    Instant since(LocalTask local, TaskMark mark, Instant now) {
        Instant own = since(local, now);
        Seen known = seen.get(mark.task());
        Timing timing = local.definition().timing();
        boolean another = timing == null || !ScheduleText.says(mark.schedule(), timing);
        Instant earliest = another ? mark.since() : known == null ? TaskMark.LONG_AGO : known.earliest();
        return own.isBefore(earliest) ? earliest : own;
    }
}
