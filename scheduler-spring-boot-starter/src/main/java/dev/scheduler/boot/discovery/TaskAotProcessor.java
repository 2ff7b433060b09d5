package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/**
 * Keeps the methods of tasks callable by reflection in an application that was processed ahead of time. {@link Task} cannot
 * ask for it itself, as it knows nothing of Spring.
 */
final class TaskAotProcessor implements BeanRegistrationAotProcessor {

    private final TaskScanner scanner = new TaskScanner();

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
        AnnotatedTasks tasks = scanner.scan(type);
        return tasks.isEmpty()
                ? null
                : (generation, code) ->
                        register(type, tasks, generation.getRuntimeHints().reflection());
    }

    private static void register(Class<?> type, AnnotatedTasks tasks, ReflectionHints hints) {
        hints.registerType(Task.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.registerType(Task.List.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.registerType(type);
        tasks.onMethods()
                .keySet()
                .forEach(method ->
                        callable(method, type).forEach(called -> hints.registerMethod(called, ExecutableMode.INVOKE)));
    }

    /** The method, and the declarations that a proxy by interface is called through. */
    private static Stream<Method> callable(Method method, Class<?> type) {
        return Stream.concat(
                Stream.of(method),
                Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
                        .flatMap(declaring -> Stream.ofNullable(ClassUtils.getMethodIfAvailable(
                                declaring, method.getName(), method.getParameterTypes()))));
    }
}
