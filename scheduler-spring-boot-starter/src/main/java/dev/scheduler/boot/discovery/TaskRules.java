package dev.scheduler.boot.discovery;

import dev.scheduler.TaskContext;
import dev.scheduler.TaskHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/**
 * What a method or class must be like for a scheduler to call it. Each rule says what is wrong and what would be valid.
 * Not thread-safe.
 */
final class TaskRules {

    private final Mentions async = new Mentions(Async.class);
    private final Mentions beans = new Mentions(Bean.class);

    /** What is wrong with a method; {@code exposed} is the class that it will be called on. */
    List<String> checkMethod(Method method, Class<?> type, Class<?> exposed) {
        List<String> problems = new ArrayList<>();
        if (!hasValidParameters(method, type)) {
            problems.add(
                    signature(method) + " takes parameters that nothing can supply; a task's method takes none, or one "
                            + TaskContext.class.getSimpleName());
        }
        if (Modifier.isStatic(method.getModifiers())) {
            problems.add(signature(method) + " is static, but a task is called on its bean; remove \"static\"");
        } else {
            checkCall(method, type, exposed, problems);
        }
        if (beans.in(type) && AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
            problems.add("@Task stands on a @Bean method, which makes a bean and does no work; put it on a method of "
                    + method.getReturnType().getSimpleName() + ", or register the bean with a ScheduleConfigurer");
        }
        return problems;
    }

    /** What is wrong with a class that is a task itself. */
    List<String> checkType(Class<?> type, Class<?> exposed) {
        List<String> problems = new ArrayList<>();
        if (TaskHandler.class.isAssignableFrom(type)) {
            checkCall(ClassUtils.getMethod(type, "run", TaskContext.class), type, exposed, problems);
        } else if (Runnable.class.isAssignableFrom(type)) {
            checkCall(ClassUtils.getMethod(type, "run"), type, exposed, problems);
        } else {
            problems.add("@Task stands on " + type.getSimpleName() + ", which is neither a Runnable nor a TaskHandler;"
                    + " implement one of them, or put the annotation on a method");
        }
        return problems;
    }

    private void checkCall(Method method, Class<?> type, Class<?> exposed, List<String> problems) {
        if (async.in(type) && isAsync(method, type)) {
            problems.add(
                    signature(method) + " is @Async, so that nobody could tell when it ends or fails; remove @Async,"
                            + " a task has a thread of its own already");
        }
        String unreachable = Proxies.obstacle(method, exposed);
        if (unreachable != null) {
            problems.add(unreachable);
        }
    }

    private static boolean isAsync(Method method, Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(method, Async.class)
                || AnnotatedElementUtils.hasAnnotation(type, Async.class);
    }

    private static boolean hasValidParameters(Method method, Class<?> type) {
        return switch (method.getParameterCount()) {
            case 0 -> true;
            case 1 -> ResolvableType.forMethodParameter(method, 0, type).resolve() == TaskContext.class;
            default -> false;
        };
    }

    static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }
}
