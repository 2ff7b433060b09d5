package dev.scheduler.boot.cluster;

import dev.scheduler.execution.LocalNode;
import dev.scheduler.execution.LocalTask;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedules that people gave tasks, over those that they are defined with. Safe for use by any thread. */
final class Overrides {

    private static final Logger log = LoggerFactory.getLogger(Overrides.class);

    private final TaskRows tasks;
    private final ClusterClock clock;
    private final PerTask perTask = new PerTask("Looking for a schedule that was given by hand");
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile Map<String, ScheduleOverride> overrides = Map.of();

    Overrides(TaskRows tasks, ClusterClock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Hears which there are. */
    void are(Map<String, ScheduleOverride> all) {
        overrides = all;
    }

    boolean has(String task) {
        return overrides.containsKey(task);
    }

    /**
     * Gives each task of this node the timing that it should have, where it has another.
     *
     * @param first true on the first read: the override may be older than this process, so nothing before now is due
     */
    void enforce(LocalNode engine, boolean first) {
        Map<String, ScheduleOverride> wanted = overrides;
        Map<String, TaskMark> marks = null;
        for (LocalTask task : engine.tasks()) {
            String name = task.definition().name();
            ScheduleOverride override = wanted.get(name);
            Timing timing = override == null ? null : read(override);
            if ((override == null || timing != null) && perTask.test(name, () -> !isInForce(task, timing))) {
                marks = marks == null ? tasks.all() : marks;
                retime(engine, task, timing, override, marks.get(name), first);
            }
        }
    }

    private static boolean isInForce(LocalTask task, @Nullable Timing override) {
        return Objects.equals(task.definition().timing(), override == null ? task.own() : override);
    }

    /** A change that lies ahead of a clock that is right was dated while the database's was wrong. */
    private void retime(
            LocalNode engine,
            LocalTask task,
            @Nullable Timing timing,
            @Nullable ScheduleOverride override,
            @Nullable TaskMark mark,
            boolean first) {
        Instant now = clock.instant();
        Instant changed = override != null ? override.since() : mark != null ? mark.since() : now;
        boolean wasAhead = changed.isAfter(now) && clock.isTrusted();
        Instant since = first || wasAhead ? now : changed;
        long revision = mark == null ? 0 : mark.revision();
        engine.retimed(task.definition().name(), timing, since, revision);
    }

    private @Nullable Timing read(ScheduleOverride override) {
        Timing timing = ScheduleText.parse(override.schedule());
        if (timing == null && unreadable.add(override.task() + " " + override.schedule())) {
            log.warn(
                    "{} was given the schedule \"{}\" by hand, which this version cannot read; it keeps its own",
                    override.task(),
                    override.schedule());
        }
        return timing;
    }
}
