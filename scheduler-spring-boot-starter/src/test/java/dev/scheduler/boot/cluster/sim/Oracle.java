package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.sim.Facts.Segment;
import dev.scheduler.boot.cluster.sim.Facts.Start;
import dev.scheduler.boot.cluster.sim.MemoryTables.Row;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the two promises over all scheduled times once everything has ended: each was started once at the most, and has
 * exactly one record, which says what happened.
 */
final class Oracle {

    private static final int MOST = 20;

    private final Facts facts;
    private final MemoryTables tables;
    private final Calm calm;
    private final Map<String, Schedule> schedules = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    Oracle(Facts facts, MemoryTables tables, Calm calm) {
        this.facts = facts;
        this.tables = tables;
        this.calm = calm;
    }

    /** What is wrong; nothing where all is well. */
    List<String> judge() {
        complaints.addAll(facts.complaints);
        for (Tasks.Kind kind : Tasks.all()) {
            judge(kind);
        }
        judgeAdvances();
        judgeRunning();
        judgeTold();
        return complaints.stream().limit(MOST).toList();
    }

    private void complain(String complaint) {
        complaints.add(complaint);
    }

    private void judge(Tasks.Kind kind) {
        List<Start> starts = starts(kind);
        Collection<Row> rows = tables.rows(kind.name());
        List<Execution> purged = facts.purged.stream()
                .filter(row -> row.task().equals(kind.name()))
                .toList();
        List<Execution> keyed =
                rows.stream().filter(Row::keyed).map(Row::execution).toList();
        Set<Schedule> all = segments(kind).stream().map(this::schedule).collect(Collectors.toSet());
        Records records = new Records(keyed, facts::parts, all);
        Records gone = new Records(purged, facts::parts, all);
        if (kind.isOneServer()) {
            judgeOnce(starts);
            judgeStarted(starts, rows, purged);
            judgeRows(keyed, starts);
            judgeCounts(kind, records);
            judgeCoverage(kind, records, gone);
        } else {
            judgeOnceOnEachNode(starts);
        }
        judgeCatchUps(kind, starts);
    }

    private List<Start> starts(Tasks.Kind kind) {
        return facts.starts.stream()
                .filter(start -> start.task().equals(kind.name()) && start.trigger() != Trigger.MANUAL)
                .toList();
    }

    /** Promise 2. */
    private void judgeOnce(List<Start> starts) {
        twice(starts.stream().collect(Collectors.groupingBy(Start::time)).values());
    }

    /** Each node answers for itself, and by its own clock: where that was stepped, times come again. */
    private void judgeOnceOnEachNode(List<Start> starts) {
        if (calm.areClocksRight()) {
            twice(starts.stream()
                    .collect(Collectors.groupingBy(start -> start.node() + start.time()))
                    .values());
        }
    }

    private void twice(Collection<List<Start>> groups) {
        groups.stream().filter(group -> group.size() > 1).forEach(group -> complain("started twice: " + group));
    }

    /** What was started has its record, and it says so. */
    private void judgeStarted(List<Start> starts, Collection<Row> rows, List<Execution> purged) {
        Map<String, Execution> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.execution().id(), row.execution()));
        purged.forEach(row -> byId.put(row.id(), row));
        for (Start start : starts) {
            Execution row = byId.get(start.execution());
            if (row == null) {
                complain("started, and has no record: " + start);
            } else if (!row.state().isRun()) {
                complain("started, and the record says not: " + start + " " + words(row));
            }
        }
    }

    /** What the records say of starts happened. */
    private void judgeRows(List<Execution> keyed, List<Start> starts) {
        Set<String> started = starts.stream().map(Start::execution).collect(Collectors.toSet());
        for (Execution row : keyed) {
            boolean ran = row.state() == ExecutionState.SUCCEEDED
                    || row.state() == ExecutionState.FAILED
                    || row.state() == ExecutionState.TIMED_OUT;
            if (ran && !started.contains(row.id())) {
                complain("not started, and the record says so: " + words(row));
            }
        }
    }

    /** Where the database's clock was put back, the record of a schedule that has ended is cut off at a guess. */
    private void judgeCounts(Tasks.Kind kind, Records records) {
        if (!calm.isDatabaseClockRight()) {
            return;
        }
        for (Execution row : records.several()) {
            if (segments(kind).stream().noneMatch(segment -> Records.isOf(schedule(segment), row))) {
                complain("a record of several times counts wrong: " + words(row));
            }
        }
    }

    private List<Segment> segments(Tasks.Kind kind) {
        return facts.segments.getOrDefault(kind.name(), List.of());
    }

    /** Promise 1. */
    private void judgeCoverage(Tasks.Kind kind, Records records, Records gone) {
        TaskMark mark = tables.marks.get(kind.name());
        if (mark == null) {
            return;
        }
        for (Segment segment : segments(kind)) {
            Instant end = segment.until == null || segment.until.isAfter(mark.accountedUntil())
                    ? mark.accountedUntil()
                    : segment.until;
            Schedule schedule = schedule(segment);
            for (Instant time = schedule.next(segment.since);
                    time != null && !time.isAfter(end);
                    time = schedule.next(time)) {
                if (!segment.isExempt(time)) {
                    judge(kind, segment, time, records, gone);
                }
            }
        }
    }

    /** What was purged has had its record; it may have another one since, where the mark was moved back. */
    private void judge(Tasks.Kind kind, Segment segment, Instant time, Records records, Records gone) {
        List<Execution> found = records.of(time);
        if (found.isEmpty() && !gone.of(time).isEmpty()) {
            return;
        }
        if (found.isEmpty() && mayBeSpanned(kind, time) && (records.span(time) || gone.span(time))) {
            return;
        }
        if (found.isEmpty()) {
            complain("no record: " + kind.name() + " " + time + " of " + segment);
        } else if (found.size() > 1) {
            complain("several records: " + kind.name() + " " + time + ": "
                    + found.stream().map(Oracle::words).toList());
        } else {
            judgeCalm(kind, segment, time, found.get(0));
        }
    }

    /** Where two schedules counted at once, the record of several times of one may stand for what lies between them. */
    private boolean mayBeSpanned(Tasks.Kind kind, Instant time) {
        return !calm.isDatabaseClockRight()
                || segments(kind).stream()
                                .filter(segment -> segment.holds(time))
                                .count()
                        > 1;
    }

    /** Where nothing was amiss, nothing is missed or lost. */
    private void judgeCalm(Tasks.Kind kind, Segment segment, Instant time, Execution row) {
        boolean amiss = row.state() == ExecutionState.MISSED
                ? calm.isAccepted(kind, segment, time)
                : row.state() == ExecutionState.LOST && calm.isSafe(kind, segment, time);
        if (amiss) {
            complain("nothing was amiss: " + words(row));
        }
    }

    /** Nothing is caught up on that was missed while the task was paused or had no such schedule. */
    private void judgeCatchUps(Tasks.Kind kind, List<Start> starts) {
        for (Start start : starts) {
            if (start.trigger() != Trigger.MISSED || !kind.isOneServer() || !calm.isDatabaseClockRight()) {
                continue;
            }
            if (segments(kind).stream()
                    .noneMatch(segment -> segment.holds(start.time()) && isTime(segment, start.time()))) {
                complain("caught up on a time that no schedule had: " + start);
            }
            boolean paused = facts.pauses.values().stream()
                    .anyMatch(pause -> pause.isOf(
                                    kind.name(), Boolean.TRUE.equals(kind.set().evenWhenPaused()))
                            && pause.touches(start.time(), start.time()));
            if (paused) {
                complain("caught up on a time of a pause: " + start);
            }
        }
    }

    private boolean isTime(Segment segment, Instant time) {
        return Records.isTime(schedule(segment), time);
    }

    private void judgeAdvances() {
        for (Facts.Advance advance : facts.advances) {
            Duration least = Tasks.kind(advance.task()).isOneServer()
                    ? Tasks.GRACE.plus(Settings.STATEMENT_TIMEOUT)
                    : Settings.STATEMENT_TIMEOUT;
            if (advance.until().isAfter(advance.now().minus(least))) {
                complain("a mark ran ahead: " + advance);
            }
        }
    }

    /** Listeners hear of an outcome once in the cluster. */
    private void judgeTold() {
        facts.told.stream()
                .collect(Collectors.groupingBy(told -> told.execution().id()))
                .values()
                .stream()
                .filter(told -> told.size() > 1)
                .forEach(told -> complain("told twice: "
                        + told.stream()
                                .map(each -> each.node() + " " + words(each.execution()))
                                .toList()));
    }

    private void judgeRunning() {
        tables.running().stream().map(Row::execution).forEach(row -> complain("running after the end: " + words(row)));
    }

    /** While everything is well and all nodes live. */
    void judgeMarks(Instant now, Duration slack) {
        tables.marks.values().stream()
                .filter(TaskMark::hasSchedule)
                .filter(mark -> mark.accountedUntil().isBefore(now.minus(slack)))
                .forEach(mark -> complain("a mark stands still at " + now + ": " + mark));
        tables.marks.values().stream()
                .filter(mark -> mark.hasSchedule()
                        && (mark.accountedUntil().isAfter(now.plus(Tasks.GRACE))
                                || mark.since().isAfter(now.plus(Tasks.GRACE))))
                .forEach(mark -> complain("a mark is ahead at " + now + ": " + mark));
        tables.ended.stream()
                .filter(ended -> ended.until().isBefore(now.minus(slack)))
                .forEach(ended -> complain("an ended schedule is not judged: " + ended));
    }

    /** What nobody has decided on for a while. */
    void judgeUndecided() {
        for (String task : tables.tasksWithRows()) {
            tables.rows(task).stream()
                    .map(Row::execution)
                    .filter(row -> row.state() == ExecutionState.MISSED && row.end() == null)
                    .forEach(row -> complain("nobody decided: " + words(row)));
        }
    }

    private Schedule schedule(Segment segment) {
        return schedules.computeIfAbsent(segment.schedule, Oracle::parse);
    }

    private static Schedule parse(String text) {
        int zone = text.lastIndexOf(" in ");
        return Schedule.parse(text.substring(0, zone), ZoneId.of(text.substring(zone + 4)));
    }

    private static String words(Execution row) {
        @Nullable Reason reason = row.reason();
        String times = row.count() == 1
                ? row.scheduledTime().toString()
                : row.count() + " from " + row.firstScheduledTime() + " to " + row.scheduledTime();
        return row.task() + " " + times + " " + row.state() + (reason == null ? "" : "/" + reason) + " by " + row.node()
                + " (" + row.trigger() + ", " + row.id() + (row.detail() == null ? "" : ", " + row.detail()) + ")";
    }
}
