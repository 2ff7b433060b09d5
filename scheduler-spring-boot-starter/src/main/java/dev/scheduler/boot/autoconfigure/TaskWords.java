package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Backoff;
import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.Timing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A definition in words, for one line of a log. */
final class TaskWords {

    private TaskWords() {}

    static String timing(TaskDefinition task) {
        Timing timing = task.timing();
        if (timing == null) {
            return "by hand only";
        }
        return !task.isEnabled()
                ? "disabled (" + timing + ")"
                : task.inProfile() ? timing.toString() : "not in this profile (" + timing + ")";
    }

    /** What differs from the defaults; empty where nothing does. */
    static String modifiers(TaskDefinition task) {
        TaskSettings settings = task.settings();
        List<String> words = new ArrayList<>();
        add(words, "group ", task.group());
        addIf(settings.onOneServer(), words, "on one server");
        addIf(settings.withoutOverlapping(), words, "without overlapping");
        add(words, "overlap ", lowerCase(settings.overlap()));
        add(words, "lease ", of(settings.lease()));
        add(words, "timeout ", of(settings.timeout()));
        add(words, "tries ", settings.maxTries());
        add(words, "backoff ", of(settings.backoff()));
        add(words, "deadline ", of(settings.deadline()));
        add(words, "missed ", lowerCase(settings.missed()));
        add(words, "missed within ", of(settings.missedWithin()));
        if (settings.maxMissed() != null) {
            words.add("at most " + settings.maxMissed() + " missed");
        }
        add(words, "jitter ", of(settings.jitter()));
        add(words, "profiles: ", settings.profiles());
        task.conditions().stream().map(TaskCondition::text).forEach(words::add);
        addIf(settings.evenWhenPaused(), words, "even when paused");
        return String.join(", ", words);
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + value);
        }
    }

    private static void addIf(@Nullable Boolean holds, List<String> words, String word) {
        if (Boolean.TRUE.equals(holds)) {
            words.add(word);
        }
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String of(@Nullable Duration duration) {
        return duration == null ? null : Durations.words(duration);
    }

    private static @Nullable String of(@Nullable Backoff backoff) {
        if (backoff == null) {
            return null;
        }
        return backoff.factor() == 1
                ? of(backoff.first())
                : of(backoff.first()) + " x"
                        + new BigDecimal(Double.toString(backoff.factor()))
                                .stripTrailingZeros()
                                .toPlainString() + " max " + of(backoff.max());
    }
}
