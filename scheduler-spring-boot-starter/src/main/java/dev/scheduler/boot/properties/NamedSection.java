package dev.scheduler.boot.properties;

import dev.scheduler.schedule.Nearest;
import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The properties of all tasks, or of all groups: {@code scheduler.tasks.<name>.<property>}. A name may have dots and may be
 * an environment variable's, so nothing can be read without knowing which names there are: a map of names would lose both.
 */
final class NamedSection {

    private static final Set<String> PROPERTIES =
            TaskProperties.NAMES.stream().map(TaskNames::canonical).collect(Collectors.toUnmodifiableSet());

    /** Environment variables may spell {@code even-when-paused} in three elements. */
    private static final int LONGEST_PROPERTY = 3;

    /** What YAML makes of an unquoted {@code on:}, which is the truth there. */
    private static final String ON_IN_YAML = "true";

    private final ConfigurationPropertyName section;
    private final String kind;
    private final PropertyKeys keys;
    private final Binder binder;
    private final Faults faults;

    NamedSection(String section, String kind, PropertyKeys keys, Binder binder, Faults faults) {
        this.section = PropertyKeys.ROOT.append(section);
        this.kind = kind;
        this.keys = keys;
        this.binder = binder;
        this.faults = faults;
    }

    /** The texts that are set, by name; tells of every property that belongs to none of the names. */
    Map<String, Map<String, String>> read(Collection<String> names) {
        List<PropertyKey> given = keys.under(section);
        if (given.isEmpty() && keys.areComplete()) {
            return Map.of();
        }
        Map<String, String> known = names.stream()
                .collect(Collectors.toMap(TaskNames::canonical, name -> name, (one, same) -> one, LinkedHashMap::new));
        Map<String, Set<ConfigurationPropertyName>> places = new LinkedHashMap<>();
        if (!keys.areComplete()) {
            known.values().forEach(name -> places.put(name, new LinkedHashSet<>(List.of(place(name)))));
        }
        Set<String> strangers = new LinkedHashSet<>();
        for (PropertyKey key : given) {
            String owner = owner(key, known);
            if (owner == null) {
                tellStranger(key, known, strangers);
            } else {
                places.computeIfAbsent(owner, name -> new LinkedHashSet<>(List.of(place(name))))
                        .add(key.fromEnvironment() ? place(owner) : key.name().getParent());
            }
        }
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        places.forEach((name, spellings) -> {
            Map<String, String> bound = bind(spellings);
            Placeholders.refuseUnresolved(section + "." + name, bound, faults);
            texts.put(name, bound);
        });
        return texts;
    }

    /** Whether there is a property of that name, however it is spelled. */
    static boolean isProperty(String name) {
        return PROPERTIES.contains(TaskNames.canonical(name));
    }

    /** Where a name's properties lie: lower case, dashes for underscores, so that every relaxed spelling leads here. */
    private ConfigurationPropertyName place(String name) {
        return section.append(ConfigurationPropertyName.adapt(PropertySpelling.dashed(name), '.'));
    }

    private Map<String, String> bind(Set<ConfigurationPropertyName> spellings) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ConfigurationPropertyName spelling : spellings) {
            binder.bind(spelling, Bindable.of(TaskProperties.class)).ifBound(properties -> {
                properties.texts().forEach(texts::putIfAbsent);
                refuseUnquotedTime(spelling, properties, texts);
            });
            binder.bind(spelling.append("[" + ON_IN_YAML + "]"), Bindable.listOf(Object.class))
                    .ifBound(days -> texts.putIfAbsent("on", TaskProperties.joined(days)));
        }
        return texts;
    }

    private void refuseUnquotedTime(
            ConfigurationPropertyName place, TaskProperties properties, Map<String, String> texts) {
        String time = properties.unquotedTime();
        if (time != null) {
            faults.fault(place + ".at = \"" + texts.remove("at") + "\": YAML reads an unquoted " + time
                    + " as that number; put the time in quotes, as in at: \"" + time + "\"");
        }
    }

    private @Nullable String owner(PropertyKey key, Map<String, String> known) {
        List<String> elements = key.elementsUnder(section);
        int longest = key.fromEnvironment() ? LONGEST_PROPERTY : 1;
        for (int tail = 1; tail <= longest && tail < elements.size(); tail++) {
            int split = elements.size() - tail;
            String owner = known.get(canonical(elements.subList(0, split)));
            if (owner != null && isKnown(String.join("", elements.subList(split, elements.size())))) {
                return owner;
            }
        }
        return null;
    }

    private static boolean isKnown(String property) {
        return isProperty(property) || property.equals(ON_IN_YAML);
    }

    /** What is wrong with a property that does not exist: the one that was probably meant, else all that there are. */
    static String noSuchProperty(String given) {
        List<String> names = PropertySpelling.kebab(TaskProperties.NAMES);
        return "no such property"
                + Nearest.to(given, names)
                        .map(near -> ", did you mean \"" + near + "\"?")
                        .orElseGet(() ->
                                ", expected one of " + names.stream().sorted().collect(Collectors.joining(", ")));
    }

    private void tellStranger(PropertyKey key, Map<String, String> known, Set<String> told) {
        List<String> elements = key.elementsUnder(section);
        List<String> head = elements.subList(0, elements.size() - 1);
        String name = String.join(".", head);
        if (head.isEmpty()) {
            tellNameless(key);
        } else if (known.containsKey(TaskNames.canonical(name))) {
            faults.fault(key.name() + ": " + noSuchProperty(elements.get(head.size())));
        } else if (told.add(name)) {
            tellUnknown(key, name, TaskNames.nearest(name, known.values()));
        }
    }

    /** A variable may be somebody else's: Kubernetes sets SCHEDULER_TASKS_PORT for a service called scheduler-tasks. */
    private void tellNameless(PropertyKey key) {
        String problem = key.name() + ": expected " + section + ".<name>.<property>, such as " + key.name() + ".every";
        if (key.fromEnvironment()) {
            faults.warn(problem);
        } else {
            faults.fault(problem);
        }
    }

    private void tellUnknown(PropertyKey key, String name, @Nullable String nearest) {
        String problem = key.name() + ": there is no " + kind + " \"" + name + "\"";
        if (nearest == null) {
            faults.warn(problem);
        } else {
            faults.fault(problem + ", did you mean \"" + nearest + "\"?");
        }
    }

    private static String canonical(List<String> elements) {
        return TaskNames.canonical(String.join("", elements));
    }
}
