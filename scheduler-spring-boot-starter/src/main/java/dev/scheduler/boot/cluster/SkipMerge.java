package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges equal skips of one node whose scheduled times follow each other: no run of any node lies between them, or at one of
 * them. So a time that ran on one node and was skipped on another is told by its run. For one list; not thread-safe.
 */
final class SkipMerge {

    private static final Comparator<Execution> NEWEST_FIRST = Comparator.comparing(
                    Execution::scheduledTime, Comparator.reverseOrder())
            .thenComparing(each -> !each.state().isRun())
            .thenComparing(Execution::id, Comparator.reverseOrder());

    private final List<Execution> merged = new ArrayList<>();

    /** By node, where in the list its last skips are, as long as earlier ones may join them. */
    private final Map<String, Integer> going = new HashMap<>();

    private @Nullable Instant lastRun;

    private SkipMerge() {}

    /** The rows of a task as people read them, newest first; at equal times, runs come before skips. */
    static List<Execution> of(List<Execution> rows) {
        SkipMerge merge = new SkipMerge();
        rows.stream().sorted(NEWEST_FIRST).forEach(merge::add);
        return merge.merged;
    }

    private void add(Execution row) {
        if (row.state().isRun()) {
            merged.add(row);
            going.clear();
            lastRun = row.scheduledTime();
            return;
        }
        Integer place = going.get(row.node());
        boolean ran = row.scheduledTime().equals(lastRun);
        if (place != null && !ran && isEqual(merged.get(place), row)) {
            merged.set(place, together(merged.get(place), row));
        } else {
            merged.add(row);
            going.remove(row.node());
            if (!ran) {
                going.put(row.node(), merged.size() - 1);
            }
        }
    }

    private static boolean isEqual(Execution later, Execution earlier) {
        return later.state() == earlier.state()
                && later.reason() == earlier.reason()
                && later.trigger() == earlier.trigger();
    }

    /** A time that is in both counts once. */
    private static Execution together(Execution later, Execution earlier) {
        Execution both = later.mergedWith(earlier);
        return later.firstScheduledTime().equals(earlier.scheduledTime()) ? withCount(both, both.count() - 1) : both;
    }

    private static Execution withCount(Execution execution, long count) {
        return new Execution(
                execution.id(),
                execution.task(),
                execution.scheduledTime(),
                execution.firstScheduledTime(),
                count,
                execution.trigger(),
                execution.attempts(),
                execution.node(),
                execution.state(),
                execution.reason(),
                execution.detail(),
                execution.start(),
                execution.end(),
                execution.error(),
                execution.output());
    }
}
