package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.task.Faults;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;

/** Reads an annotation's attributes as texts: those that are set, with their placeholders resolved. */
final class AnnotationTexts {

    private static final Method[] ATTRIBUTES = Arrays.stream(Task.class.getDeclaredMethods())
            .sorted(Comparator.comparing(Method::getName))
            .toArray(Method[]::new);
    private static final Object[] DEFAULTS =
            Arrays.stream(ATTRIBUTES).map(Method::getDefaultValue).toArray();
    private static final PropertyPlaceholderHelper STRICT = new PropertyPlaceholderHelper("${", "}", ":", '\\', false);

    private final ConfigurableBeanFactory beanFactory;

    AnnotationTexts(ConfigurableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /**
     * The set attributes by name. A text that comes out empty is unset, as in {@code zone = "${billing.zone:}"}.
     *
     * @param where the place for fault messages
     * @param faults told of each placeholder that nothing resolves. Its attribute is left out then; a timing is switched
     *     off whole, so that nothing else is said of it
     */
    Map<String, String> read(MergedAnnotation<Task> annotation, String where, Faults faults) {
        Map<String, String> texts = new LinkedHashMap<>();
        boolean timed = true;
        Task task = annotation.synthesize();
        InvocationHandler attributes = Proxy.getInvocationHandler(task);
        for (int i = 0; i < ATTRIBUTES.length; i++) {
            Object value = value(attributes, task, ATTRIBUTES[i]);
            if (value.equals(DEFAULTS[i])) {
                continue;
            }
            String name = ATTRIBUTES[i].getName();
            String given = value.toString();
            try {
                String text = resolve(given);
                if (!text.isBlank()) {
                    texts.put(name, text);
                }
            } catch (PlaceholderResolutionException unresolved) {
                faults.fault(name + " = \"" + given + "\" on " + where + ": " + problem(unresolved));
                timed &= !isTiming(name);
            }
        }
        if (!timed) {
            texts.keySet().removeIf(AnnotationTexts::isTiming);
            texts.put("cron", "-");
        }
        return texts;
    }

    /** As a call of the annotation's own method, but for the generated code that a reflective call would be turned into. */
    private static Object value(InvocationHandler attributes, Task task, Method attribute) {
        try {
            return attributes.invoke(task, attribute, null);
        } catch (Throwable e) {
            throw new IllegalStateException("@Task has no readable \"" + attribute.getName() + "\"", e);
        }
    }

    private static boolean isTiming(String attribute) {
        return attribute.equals(MergedAnnotation.VALUE)
                || TimingAttribute.of(attribute).isPresent();
    }

    private String resolve(String given) {
        return given.contains("${") ? STRICT.replacePlaceholders(given, this::property) : given;
    }

    /** Null where there is none: Spring itself throws or leaves the text as it stands, as the context is configured. */
    private @Nullable String property(String key) {
        String placeholder = "${" + key + "}";
        try {
            String value = beanFactory.resolveEmbeddedValue(placeholder);
            return placeholder.equals(value) ? null : value;
        } catch (PlaceholderResolutionException unresolved) {
            if (key.equals(unresolved.getPlaceholder())) {
                return null;
            }
            throw unresolved;
        }
    }

    private static String problem(PlaceholderResolutionException unresolved) {
        return unresolved.getMessage() + "; set that property, or give a default after a colon, as in \"${"
                + unresolved.getPlaceholder() + ":default}\"";
    }
}
