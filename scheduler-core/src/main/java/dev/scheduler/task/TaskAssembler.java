package dev.scheduler.task;

import dev.scheduler.TaskCondition;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.TimingSpec;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions of drafts: lays the layers over each other (the defaults lowest, then the group, the draft, the
 * properties), compiles what they say and finds everything that is wrong with it.
 */
public final class TaskAssembler {

    private final TaskLayers layers;
    private final ConditionParser conditions;
    private final ZoneId zone;
    private final Faults faults;
    private final Map<Object, CompiledTiming> compiled = new HashMap<>();
    private final Function<TimingSpec, CompiledTiming> compiler = this::compiled;

    /**
     * An assembler for the tasks of one start.
     *
     * @param layers what goes under and over the drafts
     * @param conditions reads conditions given as text
     * @param zone the zone of a task that has none
     * @param faults told of everything that is wrong or odd
     */
    public TaskAssembler(TaskLayers layers, ConditionParser conditions, ZoneId zone, Faults faults) {
        this.layers = layers;
        this.conditions = conditions;
        this.zone = zone;
        this.faults = faults;
    }

    /** The definitions, in the order of the drafts; those that cannot be made are left out and told as faults. */
    public List<TaskDefinition> assemble(List<TaskDraft> drafts) {
        checkShared(layers.defaults().settings(), "scheduler.defaults");
        layers.groups().forEach((group, layer) -> checkShared(layer.settings(), groupKey(group)));
        checkNames(drafts);
        List<TaskDefinition> definitions = new ArrayList<>(drafts.size());
        for (TaskDraft draft : drafts) {
            TaskDefinition definition = definition(draft);
            if (definition != null) {
                definitions.add(definition);
            }
        }
        return definitions;
    }

    private void checkShared(TaskSettings settings, String where) {
        SettingsRules.check(settings, where, faults);
        Combinations.checkOverlap(settings, setting -> where, faults);
    }

    private void checkNames(List<TaskDraft> drafts) {
        Map<String, TaskDraft> seen = new HashMap<>();
        for (TaskDraft draft : drafts) {
            Optional<String> problem = TaskNames.problem(draft.name());
            if (problem.isPresent()) {
                faults.fault(Place.of(draft.source(), "name", draft.name()) + ": " + problem.get());
            }
            TaskDraft other = seen.putIfAbsent(TaskNames.canonical(draft.name()), draft);
            if (other != null) {
                faults.fault(clash(other, draft));
            }
        }
    }

    private static String clash(TaskDraft one, TaskDraft other) {
        String both = one.name().equals(other.name())
                ? "Two tasks are called " + quoted(one) + ": " + one.source() + " and " + other.source()
                : "The names of two tasks differ only in case or punctuation: " + quoted(one) + " (" + one.source()
                        + ") and " + quoted(other) + " (" + other.source() + ")";
        return both + "; give one of them another name";
    }

    private static String quoted(TaskDraft draft) {
        return '"' + draft.name() + '"';
    }

    private @Nullable TaskDefinition definition(TaskDraft draft) {
        LayeredTask task = new LayeredTask(draft, layers);
        SettingsRules.check(draft.settings(), draft.source(), faults);
        SettingsRules.check(task.properties().settings(), LayeredTask.key(draft.name()), faults);
        task.checkCombinations(faults);
        List<TaskCondition> judged = conditions(task);
        CompiledTiming timing = task.compile(compiler, faults);
        return timing == null
                ? null
                : new TaskDefinition(
                        draft.name(),
                        task.group(),
                        timing.timing(),
                        task.settings(),
                        judged,
                        draft.handler(),
                        read(task, "profiles", TaskSettings::profiles, conditions::isActive)
                                .orElse(true),
                        draft.source());
    }

    /** Tasks with equal timings share what they compile to. */
    private CompiledTiming compiled(TimingSpec timing) {
        Object written = List.of(timing.texts(), timing.days(), timing.conflicts());
        CompiledTiming known = compiled.get(written);
        if (known == null) {
            known = timing.compile(zone);
            compiled.put(written, known);
        }
        return known;
    }

    private List<TaskCondition> conditions(LayeredTask task) {
        TaskSettings settings = task.settings();
        if (settings.when() == null && settings.skip() == null) {
            return task.draft().conditions();
        }
        List<TaskCondition> all = new ArrayList<>();
        read(task, "when", TaskSettings::when, conditions::when).ifPresent(all::add);
        read(task, "skip", TaskSettings::skip, conditions::skip).ifPresent(all::add);
        all.addAll(task.draft().conditions());
        return all;
    }

    private <T> Optional<T> read(
            LayeredTask task,
            String attribute,
            Function<TaskSettings, @Nullable String> text,
            Function<String, T> parser) {
        String given = text.apply(task.settings());
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(given));
        } catch (IllegalArgumentException e) {
            String where = task.whereSet(layer -> text.apply(layer.settings()));
            faults.fault(Place.of(where, attribute, given) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String groupKey(String group) {
        return "scheduler.groups." + group;
    }
}
