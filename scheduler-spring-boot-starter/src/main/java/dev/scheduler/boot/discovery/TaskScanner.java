package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for tasks in classes, each class but once. Most classes of an application have none and mention none, which is
 * told by a glance at their annotations; only the others are searched by the rules of merged annotations. Not thread-safe.
 */
final class TaskScanner {

    private final Map<Class<?>, AnnotatedTasks> found = new HashMap<>();
    private final Map<Class<?>, Boolean> mentions = new HashMap<>();
    private final Map<Class<?>, Boolean> annotations = new HashMap<>();

    TaskScanner() {
        annotations.put(Task.class, true);
    }

    AnnotatedTasks scan(Class<?> type) {
        return found.computeIfAbsent(type, key -> mentionsTask(key) ? AnnotatedTasks.in(key) : AnnotatedTasks.NONE);
    }

    /** Whether a class or anything that it inherits from has an annotation that is, is made of or contains a task. */
    private boolean mentionsTask(@Nullable Class<?> type) {
        if (type == null || type.getName().startsWith("java.")) {
            return false;
        }
        Boolean known = mentions.get(type);
        if (known != null) {
            return known;
        }
        boolean mentioned = declaresTask(type)
                || mentionsTask(type.getSuperclass())
                || Arrays.stream(type.getInterfaces()).anyMatch(this::mentionsTask);
        mentions.put(type, mentioned);
        return mentioned;
    }

    private boolean declaresTask(Class<?> type) {
        try {
            return isAnnotated(type) || Arrays.stream(type.getDeclaredMethods()).anyMatch(this::isAnnotated);
        } catch (RuntimeException | LinkageError unreadable) {
            return true; // The thorough search will tell.
        }
    }

    private boolean isAnnotated(AnnotatedElement element) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (meansTask(annotation.annotationType())) {
                return true;
            }
        }
        return false;
    }

    private boolean meansTask(Class<?> annotation) {
        Boolean known = annotations.putIfAbsent(annotation, false);
        if (known != null) {
            return known;
        }
        boolean means = isAnnotated(annotation)
                || Arrays.stream(annotation.getDeclaredMethods())
                        .map(attribute -> attribute.getReturnType().getComponentType())
                        .anyMatch(contained -> contained != null && contained.isAnnotation() && meansTask(contained));
        annotations.put(annotation, means);
        return means;
    }
}
