package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;

/**
 * The {@link Task} annotations of one class: its own, those of its superclasses and interfaces, and those that other
 * annotations are made of. What a class says anew replaces what it would inherit.
 *
 * @param onType those of the class itself
 * @param onMethods those of its methods, in order of name
 */
record AnnotatedTasks(List<MergedAnnotation<Task>> onType, Map<Method, List<MergedAnnotation<Task>>> onMethods) {

    static final AnnotatedTasks NONE = new AnnotatedTasks(List.of(), Map.of());

    private static final Logger log = LoggerFactory.getLogger(AnnotatedTasks.class);
    private static final Comparator<Method> BY_NAME =
            Comparator.comparing(Method::getName).thenComparing(Method::toString);

    static AnnotatedTasks in(Class<?> type) {
        try {
            Map<Method, List<MergedAnnotation<Task>>> onMethods = new TreeMap<>(BY_NAME);
            onMethods.putAll(MethodIntrospector.selectMethods(type, AnnotatedTasks::onMethod));
            return new AnnotatedTasks(on(type), onMethods);
        } catch (IllegalStateException | LinkageError unreadable) {
            // An optional library that a signature names is absent; the bean is nevertheless a good one.
            log.debug("Finding no tasks in {}, as its methods cannot be read", type.getName(), unreadable);
            return NONE;
        }
    }

    boolean isEmpty() {
        return onType.isEmpty() && onMethods.isEmpty();
    }

    private static @Nullable List<MergedAnnotation<Task>> onMethod(Method method) {
        List<MergedAnnotation<Task>> found = on(method);
        return found.isEmpty() ? null : found;
    }

    private static List<MergedAnnotation<Task>> on(AnnotatedElement element) {
        List<MergedAnnotation<Task>> found =
                MergedAnnotations.from(
                                element, SearchStrategy.TYPE_HIERARCHY, RepeatableContainers.standardRepeatables())
                        .stream(Task.class)
                        .toList();
        if (found.size() < 2) {
            return found;
        }
        int nearest = found.stream()
                .mapToInt(MergedAnnotation::getAggregateIndex)
                .min()
                .getAsInt();
        return found.stream()
                .filter(annotation -> annotation.getAggregateIndex() == nearest)
                .toList();
    }
}
