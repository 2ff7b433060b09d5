package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as one node has it.
 *
 * @param definition the task, with the timing that it has now
 * @param own the timing that it is defined with; another where it was rescheduled by hand
 * @param candidate whether this node runs it by itself: it has a timing, is enabled and in the active profiles
 * @param since when this node began with the timing it has now: when it was opened, the task registered or rescheduled
 * @param revision that of the cluster's schedule which the node was told last; 0 where it was told none
 */
public record LocalTask(
        TaskDefinition definition, @Nullable Timing own, boolean candidate, Instant since, long revision) {}
