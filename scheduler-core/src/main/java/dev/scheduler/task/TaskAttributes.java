package dev.scheduler.task;

import dev.scheduler.Missed;
import dev.scheduler.Overlap;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a task, read from texts under the names of {@link dev.scheduler.Task}'s attributes. The only place that
 * knows how an attribute's text is read, whichever source it comes from.
 *
 * @param group the group
 * @param timing the timing as written
 * @param settings the settings
 */
public record TaskAttributes(@Nullable String group, TimingSpec timing, TaskSettings settings) {

    /** Nothing set. */
    public static final TaskAttributes UNSET = new TaskAttributes(null, TimingSpec.UNSET, TaskSettings.UNSET);

    /** The names of the attributes that say when a task is due. */
    public static final List<String> TIMING =
            Arrays.stream(TimingAttribute.values()).map(TimingAttribute::key).toList();

    /** The names of the attributes that say how a task is run. */
    public static final List<String> SETTINGS = List.of(
            "group",
            "enabled",
            "description",
            "onOneServer",
            "withoutOverlapping",
            "overlap",
            "lease",
            "timeout",
            "maxTries",
            "backoff",
            "deadline",
            "jitter",
            "grace",
            "missed",
            "missedWithin",
            "maxMissed",
            "profiles",
            "when",
            "skip",
            "evenWhenPaused");

    private static final Set<String> NAMES = names();

    /**
     * Reads a layer. A blank text is an attribute that is not set.
     *
     * @param texts the attributes that are set, by name in camel case ({@code value} and {@code schedule} are the same)
     * @param where the place for fault messages, such as {@code billing.syncRecords} or {@code scheduler.tasks.sync}
     * @param faults told of every attribute that cannot be read
     */
    public static TaskAttributes read(Map<String, String> texts, String where, Faults faults) {
        AttributeReader reader = new AttributeReader(texts, where, faults);
        reader.refuseOthersThan(NAMES);
        return new TaskAttributes(reader.text("group"), timing(reader), settings(reader));
    }

    /** This layer over a lower one. */
    public TaskAttributes over(TaskAttributes lower) {
        if (isNothing(lower) || isNothing(this)) {
            return isNothing(this) ? lower : this;
        }
        return new TaskAttributes(
                group != null ? group : lower.group, timing.over(lower.timing), settings.over(lower.settings));
    }

    @SuppressWarnings("ReferenceEquality") // A shortcut for most tasks; others that set nothing go the long way.
    private static boolean isNothing(TaskAttributes layer) {
        return layer == UNSET;
    }

    /** Whether settings are those of a task that says nothing of them. */
    @SuppressWarnings("ReferenceEquality") // As above.
    static boolean isNothing(TaskSettings settings) {
        return settings == TaskSettings.UNSET;
    }

    /** This layer over one that tasks share: of that is left out what does not fit what is said here. */
    TaskAttributes overShared(TaskAttributes shared) {
        if (isNothing(shared)) {
            return this;
        }
        TaskAttributes all = over(shared);
        boolean besideDelay = all.timing.delay() != null;
        return new TaskAttributes(all.group, all.timing, Combinations.lay(settings, shared.settings, besideDelay));
    }

    private static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(SETTINGS);
        names.add("value");
        names.addAll(TIMING);
        return names;
    }

    private static TimingSpec timing(AttributeReader reader) {
        Map<TimingAttribute, String> texts = new EnumMap<>(TimingAttribute.class);
        for (String name : reader.names()) {
            Optional<TimingAttribute> attribute =
                    name.equals("value") ? Optional.of(TimingAttribute.SCHEDULE) : TimingAttribute.of(name);
            String text = attribute.isEmpty() ? null : reader.text(name);
            if (text != null) {
                texts.put(attribute.get(), text);
            }
        }
        return TimingSpec.of(texts);
    }

    private static TaskSettings settings(AttributeReader reader) {
        if (Collections.disjoint(reader.names(), SETTINGS)) {
            return TaskSettings.UNSET;
        }
        return new TaskSettings(
                reader.bool("enabled"),
                reader.text("description"),
                reader.bool("onOneServer"),
                reader.bool("withoutOverlapping"),
                reader.oneOf(Overlap.class, "overlap"),
                reader.duration("lease"),
                reader.duration("timeout"),
                reader.number("maxTries"),
                reader.backoff("backoff"),
                reader.duration("deadline"),
                reader.duration("jitter"),
                reader.duration("grace"),
                reader.oneOf(Missed.class, "missed"),
                reader.duration("missedWithin"),
                reader.number("maxMissed"),
                reader.text("profiles"),
                reader.text("when"),
                reader.text("skip"),
                reader.bool("evenWhenPaused"));
    }
}
