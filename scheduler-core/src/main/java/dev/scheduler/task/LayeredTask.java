package dev.scheduler.task;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.InvalidTimingException;
import dev.scheduler.schedule.InvalidTimingException.Fault;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A draft with the layers under and over it, each of which knows where it was written. */
final class LayeredTask {

    private static final Set<TimingAttribute> SAY_NOTHING_ALONE =
            EnumSet.of(TimingAttribute.ZONE, TimingAttribute.BETWEEN, TimingAttribute.UNLESS_BETWEEN);

    private final TaskDraft draft;
    private final TaskAttributes properties;
    private final List<Layer> highestFirst;
    private final TaskSettings own;
    private final TaskAttributes merged;

    LayeredTask(TaskDraft draft, TaskLayers layers) {
        this.draft = draft;
        this.properties = layers.task(draft.name());
        TaskAttributes written = new TaskAttributes(draft.group(), draft.timing(), draft.settings());
        TaskAttributes own = properties.over(written);
        String group = own.group() != null ? own.group() : layers.defaults().group();
        this.highestFirst = List.of(
                new Layer(key(draft.name()), properties),
                new Layer(draft.source(), written),
                new Layer("scheduler.groups." + group, layers.group(group)),
                new Layer("scheduler.defaults", layers.defaults()));
        this.own = own.settings();
        this.merged = own.overShared(layers.group(group).overShared(layers.defaults()));
    }

    static String key(String name) {
        return "scheduler.tasks." + name;
    }

    TaskDraft draft() {
        return draft;
    }

    TaskAttributes properties() {
        return properties;
    }

    @Nullable
    String group() {
        return merged.group();
    }

    TaskSettings settings() {
        return merged.settings();
    }

    /** The place of the highest layer that sets something. */
    String whereSet(Function<TaskAttributes, @Nullable Object> something) {
        return highestFirst.stream()
                .filter(layer -> something.apply(layer.attributes()) != null)
                .map(Layer::where)
                .findFirst()
                .orElse(draft.source());
    }

    /** Tells what cannot be meant together. A default that does not fit a task is no fault: it is not used there. */
    void checkCombinations(Faults faults) {
        Combinations combinations = new Combinations(own, settings(), this::whereSetting, faults);
        combinations.check();
        if (merged.timing().delay() != null) {
            combinations.checkBesideDelay();
        }
    }

    private String whereSetting(Function<TaskSettings, @Nullable Object> setting) {
        return whereSet(layer -> setting.apply(layer.settings()));
    }

    /** The timing; empty where it cannot be compiled, which is then told. */
    Optional<CompiledTiming> compile(Function<TimingSpec, CompiledTiming> compiler, Faults faults) {
        if (saysNothingOfWhen()) {
            faults.fault(draft.source()
                    + ": nothing says when it is due; set every, cron, delay or a whole schedule, such as"
                    + " every = \"5 minutes\", or cron = \"-\" for a task that runs by hand only");
            return Optional.empty();
        }
        try {
            CompiledTiming compiled = compiler.apply(merged.timing());
            compiled.warnings().forEach(warning -> faults.warn(draft.source() + ": " + warning));
            return Optional.of(compiled);
        } catch (InvalidTimingException e) {
            e.faults().forEach(fault -> faults.fault(told(fault)));
            return Optional.empty();
        }
    }

    private boolean saysNothingOfWhen() {
        TimingSpec timing = merged.timing();
        return timing.days().isEmpty()
                && timing.conflicts().isEmpty()
                && SAY_NOTHING_ALONE.containsAll(timing.texts().keySet());
    }

    private String told(Fault fault) {
        String where = TimingAttribute.of(fault.attribute())
                .map(attribute -> whereSet(layer -> layer.timing().get(attribute)))
                .orElse(draft.source());
        return Place.of(where, fault.attribute(), fault.given()) + ": " + fault.problem();
    }

    private record Layer(String where, TaskAttributes attributes) {}
}
