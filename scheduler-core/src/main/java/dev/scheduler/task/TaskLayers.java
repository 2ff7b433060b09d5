package dev.scheduler.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is laid under and over the tasks as they were written down.
 *
 * @param defaults under all of them
 * @param groups under the tasks of a group, by its name as it was written
 * @param tasks over one task, by its name
 */
public record TaskLayers(
        TaskAttributes defaults, Map<String, TaskAttributes> groups, Map<String, TaskAttributes> tasks) {

    /** Nothing. */
    public static final TaskLayers NONE = new TaskLayers(TaskAttributes.UNSET, Map.of(), Map.of());

    /** Copies the maps. */
    public TaskLayers {
        groups = Map.copyOf(groups);
        tasks = Map.copyOf(tasks);
    }

    TaskAttributes task(String name) {
        return tasks.getOrDefault(name, TaskAttributes.UNSET);
    }

    TaskAttributes group(@Nullable String name) {
        return name == null ? TaskAttributes.UNSET : groups.getOrDefault(groupKey(name), TaskAttributes.UNSET);
    }

    private String groupKey(String name) {
        String canonical = TaskNames.canonical(name);
        return groups.keySet().stream()
                .filter(key -> TaskNames.canonical(key).equals(canonical))
                .findFirst()
                .orElse(name);
    }
}
