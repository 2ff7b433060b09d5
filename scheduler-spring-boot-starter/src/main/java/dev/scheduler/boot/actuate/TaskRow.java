package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskView;
import dev.scheduler.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task and where it stands. Times are ISO-8601 instants, lengths of time ISO-8601 durations; what is not known or not
 * set is left out.
 *
 * @param schedule its timing in words; left out where it runs by hand only
 * @param cron the same as a cron expression, second first, where one says it
 * @param zone the zone of its local times
 * @param source where it was defined
 * @param enabled whether it runs by itself
 * @param inProfile false where its profiles are not active here, and it is listed only; else left out
 * @param paused whether its scheduled times are skipped for now
 * @param next its next scheduled time
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TaskRow(
        String name,
        @Nullable String description,
        @Nullable String group,
        @Nullable String schedule,
        @Nullable String cron,
        @Nullable String zone,
        String source,
        boolean enabled,
        @Nullable Boolean inProfile,
        boolean paused,
        @Nullable Instant next,
        @Nullable SettingsRow settings,
        List<ExecutionRow> running,
        @Nullable ExecutionRow last,
        @Nullable ExecutionRow lastSuccess,
        @Nullable ExecutionRow lastFailure,
        @Nullable ExecutionRow lastSkip) {

    static TaskRow of(TaskView view) {
        TaskDefinition task = view.definition();
        Schedule schedule = task.timing() instanceof Schedule timing ? timing : null;
        return new TaskRow(
                task.name(),
                task.settings().description(),
                task.group(),
                task.timing() == null ? null : task.timing().toString(),
                schedule == null ? null : schedule.cron().orElse(null),
                schedule == null ? null : schedule.zone().getId(),
                task.source(),
                task.isEnabled(),
                task.inProfile() ? null : false,
                view.paused(),
                view.next(),
                SettingsRow.of(task.settings()),
                ExecutionRow.of(view.running()),
                ExecutionRow.of(view.last()),
                ExecutionRow.of(view.lastSuccess()),
                ExecutionRow.of(view.lastFailure()),
                ExecutionRow.of(view.lastSkip()));
    }
}
