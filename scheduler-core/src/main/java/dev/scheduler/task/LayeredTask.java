package dev.scheduler.task;

import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.InvalidTimingException;
import dev.scheduler.schedule.InvalidTimingException.Fault;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.time.Duration;
import java.time.ZoneId;
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
        this.merged = own.over(layers.group(group)).over(layers.defaults());
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
        Integer tries = settings().maxTries();
        if (properties.settings().over(draft.settings()).backoff() != null && (tries == null || tries == 1)) {
            String where = whereSet(layer -> layer.settings().backoff());
            faults.warn(where + ": a backoff is of no use without maxTries, which is 1");
        }
        Duration own = properties.settings().over(draft.settings()).deadline();
        if (merged.timing().delay() != null && own != null) {
            String where = whereSet(layer -> layer.settings().deadline());
            faults.fault(Place.of(where, "deadline", Durations.words(own))
                    + ": a delay counts from the end of the last run, so nothing is ever late;"
                    + " leave out \"deadline\" or use \"every\" instead of \"delay\"");
        }
    }

    /** The timing; empty where it cannot be compiled, which is then told. */
    Optional<CompiledTiming> compile(ZoneId zone, Faults faults) {
        if (saysNothingOfWhen()) {
            faults.fault(draft.source()
                    + ": nothing says when it is due; set every, cron, delay or a whole schedule, such as"
                    + " every = \"5 minutes\", or cron = \"-\" for a task that runs by hand only");
            return Optional.empty();
        }
        try {
            CompiledTiming compiled = merged.timing().compile(zone);
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
