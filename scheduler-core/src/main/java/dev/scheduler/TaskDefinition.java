package dev.scheduler;

import dev.scheduler.schedule.Timing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the scheduler takes it: whatever source it came from, and with all layers of settings laid together.
 *
 * @param name its identity
 * @param group the group it is listed under
 * @param timing when it is due; null where it runs by hand only (its schedule is {@code "-"})
 * @param settings how it is run; unset fields take their defaults
 * @param conditions what is asked before each scheduled execution, in this order
 * @param handler its body
 * @param inProfile whether its profiles are active; elsewhere it is listed only
 * @param source where it was defined, for people: {@code billing.syncRecords}, {@code scheduler.tasks.backup}
 */
public record TaskDefinition(
        String name,
        @Nullable String group,
        @Nullable Timing timing,
        TaskSettings settings,
        List<TaskCondition> conditions,
        TaskHandler handler,
        boolean inProfile,
        String source) {

    /** Copies the conditions. */
    public TaskDefinition {
        conditions = List.copyOf(conditions);
    }

    /** A task with default settings. */
    public static TaskDefinition of(String name, @Nullable Timing timing, TaskHandler handler) {
        return new TaskDefinition(name, null, timing, TaskSettings.UNSET, List.of(), handler, true, "code");
    }

    /** The same task with other settings. */
    public TaskDefinition withSettings(TaskSettings changed) {
        return new TaskDefinition(name, group, timing, changed, conditions, handler, inProfile, source);
    }

    /** The same task with another timing. */
    public TaskDefinition withTiming(@Nullable Timing changed) {
        return new TaskDefinition(name, group, changed, settings, conditions, handler, inProfile, source);
    }

    /** Whether this node runs the task by itself: it is enabled, and its profiles are active. */
    public boolean isCandidate() {
        return isEnabled() && inProfile;
    }

    /** Whether the task runs by itself: it has a timing and is not switched off. */
    public boolean isEnabled() {
        return timing != null && !Boolean.FALSE.equals(settings.enabled());
    }
}
