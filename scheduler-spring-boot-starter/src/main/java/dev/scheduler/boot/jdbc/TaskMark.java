package dev.scheduler.boot.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster knows of a task.
 *
 * @param task its name
 * @param schedule its schedule in canonical words, with its zone
 * @param scheduleSince since when it has had that schedule
 * @param accountedUntil up to and with this instant every scheduled time has its row, or needs none
 * @param pausedAt since when it has been paused; null if it is not
 */
public record TaskMark(
        String task,
        String schedule,
        Instant scheduleSince,
        Instant accountedUntil,
        @Nullable Instant pausedAt) {

    /** What stands for a schedule where a task has none, or is disabled. */
    public static final String NO_SCHEDULE = "-";

    /** Whether the task has scheduled times; the mark of one that has none does not move. */
    boolean hasSchedule() {
        return !schedule.equals(NO_SCHEDULE);
    }

    /** The mark of a task that comes into being: nothing before now is missed. */
    public static TaskMark first(String task, String schedule, Instant now) {
        return new TaskMark(task, schedule, now, now, null);
    }
}
