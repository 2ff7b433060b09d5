package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.TaskContext;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.EndedSchedule;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What really happened in a simulation: what was started where, and what changed in the store. */
final class Facts implements Journal {

    final List<Start> starts = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final List<Execution> purged = new ArrayList<>();
    final Map<String, List<Segment>> segments = new HashMap<>();
    final Map<String, Pause> pauses = new LinkedHashMap<>();
    final List<Advance> advances = new ArrayList<>();
    private final Map<String, List<Execution>> parts = new HashMap<>();
    final List<String> complaints = new ArrayList<>();

    private final @Nullable Protocol protocol;

    Facts(@Nullable Protocol protocol) {
        this.protocol = protocol;
    }

    private void tell(String who, Object what) {
        if (protocol != null) {
            protocol.add(who, what.toString());
        }
    }

    /** A body that was begun. */
    record Start(String execution, String task, Instant time, Trigger trigger, String node, Instant at) {}

    /** An end that a node's listeners heard of. */
    record Told(String node, Execution execution) {}

    /** A mark that was moved on. */
    record Advance(String task, Instant until, Duration margin, Instant now) {}

    /** A time through which a schedule counted, after one instant and up to another; it counts still where that is null. */
    static final class Segment {

        final String task;
        final String schedule;
        Instant since;

        @Nullable
        Instant until;

        /** From the since that it had first up to here, the mark had passed its times before it began. */
        Instant passed = Instant.MIN;

        private final Instant firstSince;

        Segment(String task, String schedule, Instant since) {
            this.task = task;
            this.schedule = schedule;
            this.since = since;
            this.firstSince = since;
        }

        /** While another schedule was the one that is accounted for, the times of this one were not. */
        boolean isExempt(Instant time) {
            return time.isAfter(firstSince) && !time.isAfter(passed);
        }

        boolean holds(Instant time) {
            Instant end = until;
            return time.isAfter(since) && (end == null || !time.isAfter(end));
        }

        /** What a schedule had before it ended comes no more where the clock is put back before that. */
        void cut(Instant end) {
            if (until != null && until.isAfter(end)) {
                until = end;
            }
        }

        @Override
        public String toString() {
            return schedule + " (" + since + ", " + until + "]";
        }
    }

    void started(TaskContext context, Instant at) {
        Start start = new Start(
                context.executionId(), context.task(), context.scheduledTime(), context.trigger(), context.node(), at);
        starts.add(start);
        tell(context.node(), start);
    }

    @Override
    public void marked(@Nullable TaskMark before, TaskMark after, Instant now) {
        tell("database", now + " " + after);
        List<Segment> ofTask = segments.computeIfAbsent(after.task(), task -> new ArrayList<>());
        if (before == null || before.revision() != after.revision()) {
            end(ofTask, before);
            if (after.hasSchedule()) {
                Segment begun = new Segment(after.task(), after.schedule(), after.since());
                begun.passed = after.accountedUntil();
                ofTask.add(begun);
            }
        } else if (!before.since().equals(after.since()) && !ofTask.isEmpty()) {
            last(ofTask).since = after.since();
        }
        boolean movedBack = before != null
                && (after.accountedUntil().isBefore(before.accountedUntil())
                        || (after.since().equals(now) && before.since().isAfter(now)));
        if (movedBack) {
            ofTask.forEach(segment -> segment.cut(now));
        }
    }

    /** One that was not kept to be judged had not begun yet. */
    private static void end(List<Segment> ofTask, @Nullable TaskMark before) {
        if (before != null && before.hasSchedule() && !ofTask.isEmpty() && last(ofTask).until == null) {
            last(ofTask).until = last(ofTask).since;
        }
    }

    private static Segment last(List<Segment> segments) {
        return segments.get(segments.size() - 1);
    }

    /** Told before the row is changed. */
    @Override
    public void ended(EndedSchedule schedule, Instant now) {
        tell("database", schedule);
        last(Objects.requireNonNull(segments.get(schedule.task()))).until = schedule.until();
    }

    @Override
    public void claimed(Execution execution, Instant now) {
        tell(
                "database",
                execution.node() + " claimed " + execution.task() + " " + execution.scheduledTime() + " as "
                        + execution.id());
    }

    @Override
    public void changed(@Nullable Execution before, Execution after) {
        tell(
                "database",
                after.task() + " " + after.scheduledTime() + " of " + after.node() + " is " + after.state() + " "
                        + after.id());
    }

    @Override
    public void advanced(TaskMark before, Instant until, Duration margin, Instant now) {
        advances.add(new Advance(before.task(), until, margin, now));
        if (until.isBefore(before.accountedUntil())) {
            complaints.add(
                    "The mark of " + before.task() + " went back from " + before.accountedUntil() + " to " + until);
        }
    }

    @Override
    public void refused(TaskMark known, Instant until, Collection<Execution> records, Instant now) {
        tell("database", "refused to settle " + known + " until " + until + " " + records);
    }

    @Override
    public void paused(Pause pause, Instant now) {
        tell("database", pause);
        pauses.put(pause.id(), pause);
    }

    /** The parts that a record was merged of. */
    List<Execution> parts(Execution record) {
        return parts.getOrDefault(record.id(), List.of(record));
    }

    @Override
    public void merged(Execution before, Execution row, Execution one) {
        List<Execution> all = new ArrayList<>(parts(before));
        all.addAll(parts(row));
        parts.put(one.id(), all);
    }

    @Override
    public void purged(Execution execution) {
        tell("database", "purged " + execution.id() + " " + execution.scheduledTime());
        purged.add(execution);
    }
}
