package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.util.HashMap;
import java.util.Map;

/** Looks for tasks in classes, each class but once. Most classes of an application have none. Not thread-safe. */
final class TaskScanner {

    private final Map<Class<?>, AnnotatedTasks> found = new HashMap<>();
    private final Mentions tasks = new Mentions(Task.class);

    AnnotatedTasks scan(Class<?> type) {
        AnnotatedTasks known = found.get(type);
        if (known == null) {
            known = tasks.in(type) ? AnnotatedTasks.in(type) : AnnotatedTasks.NONE;
            found.put(type, known);
        }
        return known;
    }
}
