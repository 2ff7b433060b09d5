package dev.scheduler.task;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.InvalidTimingException;
import dev.scheduler.schedule.InvalidTimingException.Fault;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A draft with the layers under and over it, each of which knows where it was written. */
final class LayeredTask {

    private static final Set<TimingAttribute> SAY_NOTHING_ALONE =
            EnumSet.of(TimingAttribute.ZONE, TimingAttribute.BETWEEN, TimingAttribute.UNLESS_BETWEEN);

    private final TaskDraft draft;
    private final TaskAttributes properties;
    private final TaskAttributes written;
    private final TaskAttributes ofGroup;
    private final TaskAttributes defaults;
    private final TaskSettings own;
    private final TaskAttributes merged;

    LayeredTask(TaskDraft draft, TaskLayers layers) {
        this.draft = draft;
        this.properties = layers.task(draft.name());
        TaskAttributes written = new TaskAttributes(draft.group(), draft.timing(), draft.settings());
        TaskAttributes own = properties.over(written);
        String group = own.group() != null ? own.group() : layers.defaults().group();
        this.written = written;
        this.ofGroup = layers.group(group);
        this.defaults = layers.defaults();
        this.own = own.settings();
        this.merged = own.overShared(ofGroup.overShared(defaults));
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
        if (something.apply(properties) != null) {
            return key(draft.name());
        }
        if (something.apply(written) != null) {
            return draft.source();
        }
        if (something.apply(ofGroup) != null) {
            return "scheduler.groups." + merged.group();
        }
        return something.apply(defaults) != null ? "scheduler.defaults" : draft.source();
    }

    /** Tells what cannot be meant together. A default that does not fit a task is no fault: it is not used there. */
    void checkCombinations(Faults faults) {
        if (TaskAttributes.isNothing(own)) {
            return;
        }
        Combinations combinations = new Combinations(own, settings(), this::whereSetting, faults);
        combinations.check();
        if (merged.timing().delay() != null) {
            combinations.checkBesideDelay();
        }
    }

    private String whereSetting(Function<TaskSettings, @Nullable Object> setting) {
        return whereSet(layer -> setting.apply(layer.settings()));
    }

    /** The timing; null where it cannot be compiled, which is then told. */
    @Nullable
    CompiledTiming compile(Function<TimingSpec, CompiledTiming> compiler, Faults faults) {
        if (saysNothingOfWhen()) {
            faults.fault(draft.source()
                    + ": nothing says when it is due; set every, cron, delay or a whole schedule, such as"
                    + " every = \"5 minutes\", or cron = \"-\" for a task that runs by hand only");
            return null;
        }
        try {
            CompiledTiming compiled = compiler.apply(merged.timing());
            for (String warning : compiled.warnings()) {
                faults.warn(draft.source() + ": " + warning);
            }
            return compiled;
        } catch (InvalidTimingException e) {
            e.faults().forEach(fault -> faults.fault(told(fault)));
            return null;
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
}
