package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.schedule.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the texts of one layer's attributes; what cannot be read is a fault and counts as unset. */
final class AttributeReader {

    private final Map<String, String> texts;
    private final String where;
    private final Faults faults;

    AttributeReader(Map<String, String> texts, String where, Faults faults) {
        this.texts = texts;
        this.where = where;
        this.faults = faults;
    }

    void refuseOthersThan(Set<String> known) {
        for (Map.Entry<String, String> given : texts.entrySet()) {
            if (!known.contains(given.getKey())) {
                String nearest = TaskNames.nearest(given.getKey(), known);
                String hint = nearest == null ? "" : ", did you mean \"" + nearest + "\"?";
                fault(given.getKey(), given.getValue(), "no such attribute" + hint);
            }
        }
    }

    Set<String> names() {
        return texts.keySet();
    }

    @Nullable
    String text(String name) {
        String text = texts.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    Boolean bool(String name) {
        return read(name, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        });
    }

    @Nullable
    Integer number(String name) {
        return read(name, text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected a whole number, such as 3", e);
            }
        });
    }

    @Nullable
    Duration duration(String name) {
        return read(name, Durations::parse);
    }

    @Nullable
    Backoff backoff(String name) {
        return read(name, BackoffText::parse);
    }

    <E extends Enum<E>> @Nullable E oneOf(Class<E> words, String name) {
        return read(name, text -> constant(words.getEnumConstants(), text));
    }

    private static <E extends Enum<E>> E constant(E[] words, String text) {
        return Arrays.stream(words)
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + Arrays.stream(words).map(E::name).collect(Collectors.joining(", "))));
    }

    private <T> @Nullable T read(String name, Function<String, T> parser) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            fault(name, text, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void fault(String name, String given, String problem) {
        faults.fault(Place.of(where, name, given) + ": " + problem);
    }
}
