package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.Pause;
import dev.scheduler.execution.LocalNode;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is read once for all tasks, and what comes of it. */
final class SweepRound {

    private static final Logger log = LoggerFactory.getLogger(SweepRound.class);

    /** The most records of a task that are read at once. */
    private static final int MOST_RECORDS = 5_000;

    /** What this node's idea of the database's clock may be ahead by; the database refuses what is too late by its own. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** Where nobody here knows how late a task may be claimed. */
    private static final Duration USUAL_GRACE = Duration.ofMinutes(1);

    private final Sweep.Parts parts;
    private final LocalNode node;
    private final TaskRows rows;
    private final PerTask perTask;
    private final Set<String> told;
    private final List<Execution> unanswered;

    /** Read before the records: what is claimed after them is later than what is judged. */
    private final Instant now;

    private final Instant openSince;
    private final Map<String, List<EndedSchedule>> ended;
    private final Map<String, List<Span>> known = new HashMap<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final Map<Moved, List<TaskMark>> even = new HashMap<>();
    private final MissedSummary summary = new MissedSummary();

    /** @param openSince since when this node waits for scheduled times, by its clock as it was */
    SweepRound(Sweep.Parts parts, PerTask perTask, Set<String> told, List<Execution> unanswered, Instant openSince) {
        this.parts = parts;
        this.node = parts.node();
        this.rows = parts.rows();
        this.perTask = perTask;
        this.told = told;
        this.unanswered = unanswered;
        this.now = parts.clock().instant();
        this.openSince = parts.clock().putRight(openSince, now);
        this.ended = rows.ended().stream().collect(Collectors.groupingBy(EndedSchedule::task));
    }

    /** Marks that move alike. */
    private record Moved(Instant until, Duration margin) {}

    void run(List<Agreement> judged) {
        List<TaskMark> idle = withoutSchedule(judged);
        List<Agreement> due = judged.stream()
                .filter(each -> settled(margin(each)).isAfter(each.mark().accountedUntil()))
                .toList();
        if (due.isEmpty() && idle.isEmpty()) {
            return;
        }
        parts.operations().pauses().forEach(each -> pauses.add(Verdicts.asClaimsSee(each, now)));
        known.putAll(rows.recorded(now, MOST_RECORDS));
        try {
            due.forEach(each -> perTask.run(each.task(), () -> judge(each)));
            idle.forEach(each -> perTask.run(each.task(), () -> judgeIdle(each)));
        } finally {
            summary.tell();
        }
        even.forEach((moved, marks) -> rows.advance(marks, moved.until(), moved.margin()));
    }

    /** Tasks that have no schedule now, and had one whose times are not judged yet. */
    private List<TaskMark> withoutSchedule(List<Agreement> judged) {
        Set<String> others = new HashSet<>(ended.keySet());
        judged.forEach(each -> others.remove(each.task()));
        return others.isEmpty()
                ? List.of()
                : rows.all().values().stream()
                        .filter(each -> others.contains(each.task()))
                        .filter(each -> !ScheduleText.isSchedule(each.schedule()))
                        .toList();
    }

    private Duration margin(Agreement agreement) {
        return agreement.isOneServer() ? agreement.grace().plus(parts.timeout()) : parts.timeout();
    }

    private Instant settled(Duration margin) {
        return now.minus(margin).minus(SLACK);
    }

    private List<Span> known(String task) {
        return known.getOrDefault(task, List.of());
    }

    private Verdicts verdicts(TaskMark mark, Duration grace, boolean evenWhenPaused) {
        List<Pause> own = pauses.stream()
                .filter(each -> each.isOf(mark.task(), evenWhenPaused))
                .toList();
        return new Verdicts(
                mark.purgedUntil(),
                own,
                grace,
                parts.heartbeat().steps(),
                parts.heartbeat().outages());
    }

    /** Beyond the last of as many records as are read at once, nothing is known. */
    private TaskAccount.Limits bounded(TaskAccount.Limits limits, List<Span> spans) {
        return spans.size() < MOST_RECORDS
                ? limits
                : limits.atMost(spans.get(spans.size() - 1).last());
    }

    private void judge(Agreement agreement) {
        TaskMark mark = agreement.mark();
        Duration margin = margin(agreement);
        List<Span> spans = known(mark.task());
        Instant judged = agreement.isOneServer() ? now : TaskAccount.earlier(openSince, now);
        TaskAccount.Limits limits = bounded(new TaskAccount.Limits(now, settled(margin), judged), spans);
        Verdicts verdicts = verdicts(mark, agreement.grace(), agreement.runsEvenWhenPaused());
        Instant changed = changed(mark);
        PastTimes past = past(mark, text -> read(text, agreement));
        past.add(agreement.schedule(), mark.since(), changed);
        List<Execution> records = past(mark, past, changed, limits, verdicts, spans);
        if (changed.isBefore(limits.settled())) {
            Account account = new TaskAccount(agreement, verdicts, limits, node::newExecutionId, node.id())
                    .account(changed, spans);
            records.addAll(account.rows());
            settle(mark, margin, new Account(TaskAccount.later(account.until(), changed), records));
        } else {
            settle(mark, margin, new Account(limits.settled(), records));
        }
    }

    /** Up to the end of its last schedule, and no further: whoever begins anew is not late. */
    private void judgeIdle(TaskMark mark) {
        Duration margin = USUAL_GRACE.plus(parts.timeout());
        List<Span> spans = known(mark.task());
        TaskAccount.Limits limits = bounded(new TaskAccount.Limits(now, settled(margin), now), spans)
                .atMost(changed(mark));
        Verdicts verdicts = verdicts(mark, USUAL_GRACE, false);
        PastTimes past = past(mark, ScheduleText::parse);
        settle(
                mark,
                margin,
                new Account(limits.settled(), past(mark, past, limits.settled(), limits, verdicts, spans)));
    }

    /**
     * When the task's schedule was changed last, as far as the times before that are not judged yet: they are recorded, and
     * not caught up on.
     */
    private Instant changed(TaskMark mark) {
        return ended.getOrDefault(mark.task(), List.of()).stream()
                .map(each -> until(mark, each))
                .max(Instant::compareTo)
                .orElse(TaskMark.LONG_AGO);
    }

    /** An end in the future was written when the clock was wrong. */
    private Instant until(TaskMark mark, EndedSchedule schedule) {
        return schedule.until().isAfter(now) ? TaskAccount.earlier(schedule.until(), mark.since()) : schedule.until();
    }

    private PastTimes past(TaskMark mark, Function<String, @Nullable Object> reading) {
        PastTimes past = new PastTimes();
        for (EndedSchedule each : ended.getOrDefault(mark.task(), List.of())) {
            if (reading.apply(each.schedule()) instanceof Schedule schedule) {
                past.add(schedule, each.since(), until(mark, each));
            } else if (told.add(each.task() + " " + each.schedule())) {
                log.warn(
                        "{} had the schedule \"{}\" until {}, which this node cannot read: what was missed of it is not"
                                + " recorded",
                        each.task(),
                        each.schedule(),
                        each.until());
            }
        }
        return past;
    }

    private List<Execution> past(
            TaskMark mark,
            PastTimes past,
            Instant until,
            TaskAccount.Limits limits,
            Verdicts verdicts,
            List<Span> spans) {
        List<Execution> records = new ArrayList<>();
        Instant last = TaskAccount.earlier(until, TaskAccount.earlier(limits.settled(), limits.judged()));
        for (Unrecorded each : Unrecorded.of(past, mark.accountedUntil(), last, spans, verdicts)) {
            for (Gap gap : past.bySchedule(each.gap())) {
                records.add(Judged.times(node.newExecutionId(), node.id(), mark.task(), gap, each.verdict(), now));
            }
        }
        return records;
    }

    /** A schedule that cannot be read back from its words may be one that this node has. */
    private static @Nullable Object read(String text, Agreement agreement) {
        return Stream.of(agreement.schedule(), agreement.local().own())
                .filter(each -> each != null && ScheduleText.of(each).equals(text))
                .findFirst()
                .orElseGet(() -> ScheduleText.parse(text));
    }

    private void settle(TaskMark mark, Duration margin, Account account) {
        if (!account.until().isAfter(mark.accountedUntil())) {
            return;
        }
        if (account.rows().isEmpty()) {
            even.computeIfAbsent(new Moved(account.until(), margin), moved -> new ArrayList<>())
                    .add(mark);
            return;
        }
        try {
            if (parts.catchUps()
                    .run(account.catchUps(), () -> rows.settle(mark, account.until(), margin, account.rows()))) {
                tell(mark, account);
            }
        } catch (StoreException unknown) {
            unanswered.addAll(account.records());
            throw unknown;
        }
    }

    private void tell(TaskMark mark, Account account) {
        summary.add(account);
        account.records().forEach(node::tell);
        boolean forgotten = account.records().stream()
                .anyMatch(each -> !each.scheduledTime().isAfter(mark.purgedUntil()));
        if (forgotten && told.add(mark.task() + " " + mark.purgedUntil())) {
            log.warn(
                    "{} is skipped until {}: the database's clock was ahead, what ran then is purged, and nothing runs twice",
                    mark.task(),
                    mark.purgedUntil());
        }
    }
}
