package dev.scheduler.boot.properties;

import dev.scheduler.schedule.Nearest;
import dev.scheduler.task.Faults;
import dev.scheduler.task.TaskAttributes;
import dev.scheduler.task.TaskDraft;
import dev.scheduler.task.TaskLayers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads what an environment's properties say of tasks: the tasks that they define, and the layers under and over those that
 * are known.
 */
public final class TaskPropertiesReader {

    private static final String DEFAULTS = "scheduler.defaults";

    private static final List<String> SECTIONS = List.of("tasks", "groups", "defaults", "crontab");

    private final PropertyKeys keys;
    private final Binder binder;
    private final Faults faults;

    /**
     * A reader for one start.
     *
     * @param faults told of everything that is wrong or odd
     */
    public TaskPropertiesReader(Environment environment, Faults faults) {
        this.keys = new PropertyKeys(environment);
        this.binder = Binder.get(environment);
        this.faults = faults;
    }

    /** The tasks that properties alone define: by {@code exec}, or as a line of a crontab. */
    public List<TaskDraft> drafts() {
        return new CommandTasks(keys, binder, faults).drafts();
    }

    /** The layers for the tasks that there are, those that properties define among them. */
    public TaskLayers layers(Collection<TaskDraft> drafts) {
        keys.under(PropertyKeys.ROOT).forEach(this::checkSection);
        TaskAttributes defaults = defaults();
        List<String> names = drafts.stream().map(TaskDraft::name).toList();
        Map<String, TaskAttributes> tasks =
                attributes("tasks", section("tasks", "task").read(names));
        Map<String, TaskAttributes> groups = new LinkedHashMap<>();
        Map<String, Map<String, String>> groupTexts =
                section("groups", "group").read(groupNames(drafts, tasks, defaults));
        groupTexts.forEach((group, texts) -> refuse("scheduler.groups." + group, texts, Set.of("exec", "group")));
        groups.putAll(attributes("groups", groupTexts));
        return new TaskLayers(defaults, groups, tasks);
    }

    private TaskAttributes defaults() {
        List<PropertyKey> given = keys.under(PropertyKeys.ROOT.append("defaults"));
        if (given.isEmpty() && keys.areComplete()) {
            return TaskAttributes.UNSET;
        }
        given.forEach(this::checkDefault);
        Map<String, String> texts = binder.bind(DEFAULTS, TaskProperties.class)
                .map(TaskProperties::texts)
                .orElseGet(LinkedHashMap::new);
        Set<String> others = new LinkedHashSet<>(Set.of("exec"));
        others.addAll(TaskAttributes.TIMING);
        refuse(DEFAULTS, texts, others);
        Placeholders.refuseUnresolved(DEFAULTS, texts, faults);
        return TaskAttributes.read(texts, DEFAULTS, faults);
    }

    /** Warns only, as other software may have properties under the same prefix. */
    private void checkSection(PropertyKey key) {
        String section = key.elementsUnder(PropertyKeys.ROOT).get(0);
        if (!SECTIONS.contains(section) && !SchedulerProperties.NAMES.contains(section)) {
            Nearest.to(section, SECTIONS)
                    .ifPresent(near -> faults.warn(key.name() + ": nothing reads this, did you mean \"scheduler." + near
                            + "." + key.name().subName(2) + "\"?"));
        }
    }

    private void checkDefault(PropertyKey key) {
        String given = String.join("", key.elementsUnder(PropertyKeys.ROOT.append("defaults")));
        if (!NamedSection.isProperty(given)) {
            faults.fault(key.name() + ": " + NamedSection.noSuchProperty(given));
        }
    }

    private void refuse(String where, Map<String, String> texts, Set<String> others) {
        for (String name : others) {
            String given = texts.remove(name);
            if (given != null) {
                String key = PropertySpelling.kebab(name);
                faults.fault(where + "." + key + " = \"" + given
                        + "\": this can be set for a task only, as scheduler.tasks.<name>." + key);
            }
        }
    }

    private Map<String, TaskAttributes> attributes(String section, Map<String, Map<String, String>> texts) {
        Map<String, TaskAttributes> attributes = new LinkedHashMap<>();
        texts.forEach((name, each) -> {
            Map<String, String> own = new LinkedHashMap<>(each);
            own.remove("exec");
            attributes.put(name, TaskAttributes.read(own, "scheduler." + section + "." + name, faults));
        });
        return attributes;
    }

    private NamedSection section(String section, String kind) {
        return new NamedSection(section, kind, keys, binder, faults);
    }

    private static List<String> groupNames(
            Collection<TaskDraft> drafts, Map<String, TaskAttributes> tasks, TaskAttributes defaults) {
        List<String> names = new ArrayList<>();
        Stream.of(
                        drafts.stream().map(TaskDraft::group),
                        tasks.values().stream().map(TaskAttributes::group),
                        Stream.of(defaults).map(TaskAttributes::group))
                .flatMap(groups -> groups)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }
}
