package dev.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task and where it stands at one moment.
 *
 * @param definition the task
 * @param pause the pause that is in force, its own or one of the whole scheduler; null where it is not paused
 * @param next the next scheduled time, in the future or at most moments ago; null where there is none: the task is
 *     disabled or not in the active profiles, its schedule has ended, or its delay counts from the end of a run that has not ended
 * @param running its executions that have started and not ended on this node
 * @param last its last execution that {@link ExecutionState#isRun() was to run}, running or ended
 * @param lastSuccess its last execution that succeeded
 * @param lastFailure its last execution that failed, timed out or was lost
 * @param lastSkip the last scheduled time, or run of scheduled times, that did not become a run, with the reason
 */
public record TaskView(
        TaskDefinition definition,
        @Nullable Pause pause,
        @Nullable Instant next,
        List<Execution> running,
        @Nullable Execution last,
        @Nullable Execution lastSuccess,
        @Nullable Execution lastFailure,
        @Nullable Execution lastSkip) {

    /** Whether it is paused, by itself or with the whole scheduler. */
    public boolean paused() {
        return pause != null;
    }

    /** The task's name. */
    public String name() {
        return definition.name();
    }
}
