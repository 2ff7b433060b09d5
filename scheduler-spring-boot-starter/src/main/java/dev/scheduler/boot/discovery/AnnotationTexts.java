package dev.scheduler.boot.discovery;

import dev.scheduler.Task;
import dev.scheduler.task.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;

/** Reads an annotation's attributes as texts: those that are set, with their placeholders resolved. */
final class AnnotationTexts {

    private static final Set<String> TIMING =
            Set.of("value", "every", "at", "on", "cron", "delay", "from", "between", "unlessBetween", "zone");

    /** Finds what was left as it stands: Spring does so where no configurer of placeholders is declared. */
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
        for (Map.Entry<String, Object> attribute :
                annotation.filterDefaultValues().asMap().entrySet()) {
            String name = attribute.getKey();
            String given = attribute.getValue().toString();
            try {
                String text = resolve(given);
                if (text != null && !text.isBlank()) {
                    texts.put(name, text);
                }
            } catch (PlaceholderResolutionException unresolved) {
                faults.fault("%s = \"%s\" on %s: %s".formatted(name, given, where, problem(unresolved)));
                timed &= !TIMING.contains(name);
            }
        }
        if (!timed) {
            texts.keySet().removeAll(TIMING);
            texts.put("cron", "-");
        }
        return texts;
    }

    private @Nullable String resolve(String given) {
        if (!given.contains("${")) {
            return given;
        }
        String text = beanFactory.resolveEmbeddedValue(given);
        return text == null || given.contains("\\${") ? text : STRICT.replacePlaceholders(text, unknown -> null);
    }

    private static String problem(PlaceholderResolutionException unresolved) {
        return unresolved.getMessage() + "; set that property, or give a default after a colon, as in \"${"
                + unresolved.getPlaceholder() + ":1 minute}\"";
    }
}
