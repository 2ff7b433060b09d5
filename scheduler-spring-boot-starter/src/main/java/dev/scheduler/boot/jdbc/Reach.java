package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.TaskMark;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a task may go at all: those that ended, up to its mark. Beyond it, runs by hand, which answer for no
 * scheduled time, and where the task has no schedule now, so that nothing is judged, whatever took no key; what did goes when
 * it is so old that nobody could claim its time any more.
 *
 * @param condition on rows {@code e}
 * @param parameters of the condition
 */
record Reach(String condition, List<Object> parameters) {

    private static final String HAS_ENDED = "(e.ended_at IS NOT NULL OR e.state NOT IN ('RUNNING', 'MISSED'))";
    private static final String BY_HAND = "e.triggered_by = 'MANUAL'";
    private static final String UNSCHEDULED = "(e.claim <> '" + ExecutionRow.CLAIM + "' OR e.scheduled_time < ?)";

    /**
     * Of one task.
     *
     * @param task null where nothing is known of it
     */
    static Reach of(@Nullable TaskMark task, Age age) {
        if (task == null) {
            return new Reach(HAS_ENDED + " AND " + UNSCHEDULED, List.of(age.unclaimable()));
        }
        LocalDateTime mark = Utc.of(task.accountedUntil());
        String reached = HAS_ENDED + " AND (e.scheduled_time <= ? OR ";
        return task.hasSchedule()
                ? new Reach(reached + BY_HAND + ")", List.of(mark))
                : new Reach(reached + UNSCHEDULED + ")", List.of(mark, age.unclaimable()));
    }

    /** Of all tasks: rows {@code e} are joined with tasks {@code t}, where they are known. */
    static Reach ofAll(Age age) {
        return new Reach(
                HAS_ENDED + " AND (e.scheduled_time <= t.accounted_until OR " + BY_HAND + " OR ((t.name IS NULL OR NOT "
                        + TaskTable.HAS_SCHEDULE + ") AND " + UNSCHEDULED + "))",
                List.of(age.unclaimable()));
    }
}
