package dev.scheduler.task;

import dev.scheduler.TaskCondition;
import dev.scheduler.TaskHandler;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as one source wrote it down, before the other layers are laid over and under it.
 *
 * @param name its name
 * @param group the group it belongs to
 * @param timing its timing as written
 * @param settings its settings
 * @param conditions conditions given as code; those given as text are in the settings
 * @param handler its body
 * @param source where it was defined, for people
 */
public record TaskDraft(
        String name,
        @Nullable String group,
        TimingSpec timing,
        TaskSettings settings,
        List<TaskCondition> conditions,
        TaskHandler handler,
        String source) {

    /** Copies the conditions. */
    public TaskDraft {
        conditions = List.copyOf(conditions);
    }
}
