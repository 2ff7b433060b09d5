package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.EndedSchedule;
import dev.scheduler.boot.cluster.Span;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.TaskRows;
import dev.scheduler.boot.cluster.sim.MemoryTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tasks of a store in memory. */
final class MemoryTasks implements TaskRows {

    private final MemoryTables tables;

    MemoryTasks(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Map<String, TaskMark> all() {
        synchronized (tables) {
            return Map.copyOf(tables.marks);
        }
    }

    @Override
    public List<EndedSchedule> ended() {
        synchronized (tables) {
            return List.copyOf(tables.ended);
        }
    }

    @Override
    public void register(Collection<TaskMark> marks) {
        synchronized (tables) {
            for (TaskMark mark : marks) {
                if (!tables.marks.containsKey(mark.task())) {
                    tables.mark(null, mark);
                }
            }
        }
    }

    @Override
    public boolean begin(TaskMark known, String schedule, String setBy, Instant since, Instant end) {
        synchronized (tables) {
            TaskMark mark = tables.same(known);
            if (mark != null) {
                change(mark, schedule, setBy, since, end);
            }
            return mark != null;
        }
    }

    /** Called under the monitor. */
    void change(TaskMark mark, String schedule, String setBy, Instant since, Instant end) {
        if (mark.hasSchedule() && end.isAfter(mark.since())) {
            EndedSchedule ended = new EndedSchedule(mark.task(), mark.schedule(), mark.since(), end);
            tables.ended.add(ended);
            tables.journal.ended(ended, tables.now());
        }
        tables.mark(
                mark,
                new TaskMark(
                        mark.task(),
                        schedule,
                        setBy,
                        since,
                        mark.accountedUntil(),
                        mark.purgedUntil(),
                        mark.revision() + 1));
    }

    @Override
    public boolean adopt(TaskMark known, String setBy) {
        synchronized (tables) {
            TaskMark mark = tables.same(known);
            if (mark == null || !mark.setBy().equals(known.setBy())) {
                return false;
            }
            tables.mark(mark, with(mark, setBy, mark.since(), mark.accountedUntil()));
            return true;
        }
    }

    private static TaskMark with(TaskMark mark, String setBy, Instant since, Instant accountedUntil) {
        return new TaskMark(
                mark.task(), mark.schedule(), setBy, since, accountedUntil, mark.purgedUntil(), mark.revision());
    }

    @Override
    public boolean beginEarlier(TaskMark known, Instant since, Collection<Execution> records) {
        synchronized (tables) {
            TaskMark mark = tables.same(known);
            if (mark == null || !mark.since().isAfter(since) || !tables.areFree(records)) {
                return false;
            }
            records.forEach(record -> tables.add(record, true));
            tables.mark(mark, with(mark, mark.setBy(), since, mark.accountedUntil()));
            return true;
        }
    }

    @Override
    public Map<String, List<Span>> recorded(Instant until, int most) {
        synchronized (tables) {
            Map<String, List<Span>> recorded = new HashMap<>();
            tables.marks.forEach((task, mark) -> {
                List<Span> spans = spans(mark, until, most);
                if (!spans.isEmpty()) {
                    recorded.put(task, spans);
                }
            });
            return recorded;
        }
    }

    private List<Span> spans(TaskMark mark, Instant until, int most) {
        Set<Row> rows = tables.rows(mark.task());
        return rows.stream()
                .filter(row -> row.time().isAfter(mark.accountedUntil())
                        && !row.execution().firstScheduledTime().isAfter(until)
                        && answers(row))
                .limit(most)
                .map(row -> new Span(row.execution().firstScheduledTime(), row.time()))
                .toList();
    }

    /** One that only says that nobody could be asked does not. */
    private static boolean answers(Row row) {
        return row.execution().trigger() != Trigger.MANUAL
                && (row.keyed() || row.execution().reason() != Reason.NO_LOCK_STORE);
    }

    @Override
    public int advance(Collection<TaskMark> marks, Instant until, Duration margin) {
        synchronized (tables) {
            return (int) marks.stream()
                    .filter(known -> advance(known, until, margin, List.of()))
                    .count();
        }
    }

    @Override
    public boolean settle(TaskMark known, Instant until, Duration margin, Collection<Execution> records) {
        synchronized (tables) {
            return advance(known, until, margin, records);
        }
    }

    private boolean advance(TaskMark known, Instant until, Duration margin, Collection<Execution> records) {
        TaskMark mark = tables.same(known);
        Instant now = tables.now();
        if (mark == null
                || !mark.accountedUntil().equals(known.accountedUntil())
                || !until.isAfter(mark.accountedUntil())
                || until.isAfter(now.minus(margin))
                || !tables.areFree(records)) {
            tables.journal.refused(known, until, records, now);
            return false;
        }
        records.forEach(record -> tables.add(record, true));
        tables.journal.advanced(mark, until, margin, now);
        tables.mark(mark, with(mark, mark.setBy(), mark.since(), until));
        forgetEnded(mark.task(), until, now);
        return true;
    }

    private void forgetEnded(String task, Instant until, Instant now) {
        tables.ended.removeIf(ended -> {
            boolean judged = ended.task().equals(task) && !ended.until().isAfter(until);
            if (judged) {
                tables.journal.judged(ended, now);
            }
            return judged;
        });
    }

    @Override
    public boolean moveBack(TaskMark known, Duration margin, Collection<Execution> ahead, Collection<Execution> parts) {
        synchronized (tables) {
            TaskMark mark = tables.same(known);
            Instant now = tables.now();
            Instant late = now.plus(margin);
            if (mark == null
                    || !mark.since().equals(known.since())
                    || !mark.accountedUntil().equals(known.accountedUntil())
                    || !(mark.since().isAfter(late) || mark.accountedUntil().isAfter(late))
                    || !ahead.stream().allMatch(this::isMissed)) {
                return false;
            }
            ahead.forEach(row -> tables.remove(Objects.requireNonNull(tables.row(row.id()))));
            parts.forEach(part -> tables.add(part, true));
            Instant since = mark.since().isAfter(late) ? now : mark.since();
            Instant until = mark.accountedUntil().isAfter(late) ? now : mark.accountedUntil();
            tables.mark(mark, with(mark, mark.setBy(), since, until));
            return true;
        }
    }

    private boolean isMissed(Execution execution) {
        Row row = tables.row(execution.id());
        return row != null && row.execution().state() == ExecutionState.MISSED;
    }

    @Override
    public List<Execution> missedAfter(String task, Instant time) {
        synchronized (tables) {
            return tables.rows(task).stream()
                    .map(Row::execution)
                    .filter(row -> row.state() == ExecutionState.MISSED
                            && row.scheduledTime().isAfter(time))
                    .toList();
        }
    }

    @Override
    public List<Execution> undecided() {
        synchronized (tables) {
            return tables.tasksWithRows().stream()
                    .flatMap(task -> tables.rows(task).stream())
                    .filter(row -> row.keyed() && isUndecided(row.execution()))
                    .map(Row::execution)
                    .toList();
        }
    }

    private static boolean isUndecided(Execution execution) {
        return execution.state() == ExecutionState.MISSED && execution.end() == null;
    }

    @Override
    public boolean decide(Execution execution) {
        synchronized (tables) {
            Row row = tables.row(execution.id());
            if (row == null || !isUndecided(row.execution())) {
                return false;
            }
            tables.replace(row, execution);
            return true;
        }
    }
}
