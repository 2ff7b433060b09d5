package dev.scheduler.boot.discovery;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a glance which classes mention an annotation at all, so that only those are searched by the rules of merged
 * annotations, which takes many times as long. Not thread-safe.
 */
final class Mentions {

    private final Map<Class<?>, Boolean> classes = new HashMap<>();
    private final Map<Class<?>, Boolean> annotations = new HashMap<>();

    /** A glance for one annotation. */
    Mentions(Class<? extends Annotation> wanted) {
        annotations.put(wanted, true);
    }

    /**
     * Whether a class or anything that it inherits from, or a method of them, has an annotation that is, is made of or
     * contains the wanted one.
     */
    boolean in(@Nullable Class<?> type) {
        if (type == null || type.getName().startsWith("java.")) {
            return false;
        }
        Boolean known = classes.get(type);
        if (known == null) {
            known = declares(type) || in(type.getSuperclass()) || inAny(type.getInterfaces());
            classes.put(type, known);
        }
        return known;
    }

    private boolean inAny(Class<?>[] types) {
        for (Class<?> type : types) {
            if (in(type)) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(Class<?> type) {
        try {
            return isAnnotated(type) || isAnyAnnotated(type.getDeclaredMethods());
        } catch (RuntimeException | LinkageError unreadable) {
            return true; // The thorough search will tell.
        }
    }

    private boolean isAnyAnnotated(Method[] methods) {
        for (Method method : methods) {
            if (isAnnotated(method)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnnotated(AnnotatedElement element) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (isMeant(annotation.annotationType())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMeant(Class<?> annotation) {
        Boolean known = annotations.putIfAbsent(annotation, false);
        if (known != null) {
            return known;
        }
        boolean means = isAnnotated(annotation) || contains(annotation);
        annotations.put(annotation, means);
        return means;
    }

    private boolean contains(Class<?> annotation) {
        for (Method attribute : annotation.getDeclaredMethods()) {
            Class<?> contained = attribute.getReturnType().getComponentType();
            if (contained != null && contained.isAnnotation() && isMeant(contained)) {
                return true;
            }
        }
        return false;
    }
}
