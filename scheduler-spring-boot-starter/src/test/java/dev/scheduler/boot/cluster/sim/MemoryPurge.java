package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.PurgeRows;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.sim.MemoryTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Purges a store in memory. */
final class MemoryPurge implements PurgeRows {

    private static final int SKIPS = 3;
    private static final Duration DAY = Duration.ofDays(1);

    private final MemoryTables tables;
    private final int count;
    private final Duration age;
    private @Nullable Instant last;

    MemoryPurge(MemoryTables tables, int count, Duration age) {
        this.tables = tables;
        this.count = count;
        this.age = age;
    }

    @Override
    public long inTurn(Duration period) {
        synchronized (tables) {
            Instant now = tables.now();
            if (last != null && Duration.between(last, now).abs().compareTo(period) < 0) {
                return 0;
            }
            last = now;
            long before = size();
            List.copyOf(tables.marks.values()).forEach(mark -> purge(mark, now.minus(age)));
            tables.operations.removeIf(operation -> operation.at().isBefore(now.minus(age)));
            tables.pauses.values().removeIf(pause -> !pause.isInForce(now) && !isNeeded(pause, now.minus(age)));
            Instant unclaimable = now.minus(age.compareTo(DAY) > 0 ? age : DAY);
            tables.marks.values().removeIf(mark -> isGone(mark, unclaimable));
            return before - size();
        }
    }

    private boolean isNeeded(Pause pause, Instant byAge) {
        return tables.marks.values().stream()
                .filter(mark -> pause.isOf(mark.task(), false) && (mark.hasSchedule() || hadSchedule(mark)))
                .filter(mark ->
                        !mark.accountedUntil().isBefore(byAge) || !mark.since().isBefore(byAge))
                .anyMatch(mark -> pause.touches(mark.accountedUntil().minusNanos(1), Instant.MAX));
    }

    private boolean hadSchedule(TaskMark mark) {
        return tables.ended.stream().anyMatch(ended -> ended.task().equals(mark.task()));
    }

    private boolean isGone(TaskMark mark, Instant before) {
        return mark.schedule().equals(TaskMark.NO_SCHEDULE)
                && mark.since().isBefore(before)
                && mark.accountedUntil().isBefore(before)
                && mark.purgedUntil().isBefore(before)
                && tables.rows(mark.task()).isEmpty()
                && !hadSchedule(mark);
    }

    private static boolean hasEnded(Execution row) {
        return row.end() != null || (row.state() != ExecutionState.RUNNING && row.state() != ExecutionState.MISSED);
    }

    private long size() {
        return tables.tasksWithRows().stream()
                .mapToLong(task -> tables.rows(task).size())
                .sum();
    }

    private void purge(TaskMark mark, Instant byAge) {
        List<Row> rows = tables.rows(mark.task()).stream()
                .filter(row -> !row.time().isAfter(mark.accountedUntil()) && hasEnded(row.execution()))
                .toList();
        Instant oldest = oldestKept(rows, byAge);
        Set<Row> lasts = lasts(rows);
        Instant oldestSkip = oldestSkip(rows, oldest);
        List<Row> gone = rows.stream()
                .filter(row -> row.time().isBefore(row.execution().state().isRun() ? oldest : oldestSkip))
                .filter(row -> !lasts.contains(row))
                .toList();
        List<Row> merged =
                merge(rows.stream().filter(row -> !gone.contains(row)).toList());
        gone.forEach(row -> {
            tables.remove(row);
            if (row.keyed()) {
                tables.journal.purged(row.execution());
            }
        });
        gone.stream()
                .filter(Row::keyed)
                .map(Row::time)
                .max(Instant::compareTo)
                .ifPresent(time -> raise(mark.task(), time));
        merged.stream().map(Row::time).max(Instant::compareTo).ifPresent(time -> raise(mark.task(), time));
    }

    /** The time of the oldest run that is kept; rows before it go. */
    private Instant oldestKept(List<Row> rows, Instant byAge) {
        List<Instant> runs = rows.stream()
                .filter(row -> row.execution().state().isRun())
                .map(Row::time)
                .toList();
        Instant byCount = runs.size() <= count ? TaskMark.LONG_AGO : runs.get(runs.size() - count);
        return byCount.isAfter(byAge) ? byCount : byAge;
    }

    /** Where there are few runs, skips are bounded all the same. */
    private Instant oldestSkip(List<Row> rows, Instant oldestRun) {
        List<Instant> skips = rows.stream()
                .filter(row -> !row.execution().state().isRun())
                .map(Row::time)
                .toList();
        int most = SKIPS * count;
        Instant byCount = skips.size() <= most ? TaskMark.LONG_AGO : skips.get(skips.size() - most);
        return byCount.isAfter(oldestRun) ? byCount : oldestRun;
    }

    private static Set<Row> lasts(List<Row> rows) {
        List<Row> lasts = new ArrayList<>();
        last(rows, row -> row.execution().state() == ExecutionState.SUCCEEDED, lasts);
        last(rows, row -> row.execution().state().isFailure(), lasts);
        return lasts.stream().collect(Collectors.toSet());
    }

    private static void last(List<Row> rows, Predicate<Row> which, List<Row> lasts) {
        rows.stream().filter(which).reduce((one, other) -> other).ifPresent(lasts::add);
    }

    /** Merges equal skips that follow each other, and returns those that went. */
    private List<Row> merge(List<Row> rows) {
        List<Row> merged = new ArrayList<>();
        Row before = null;
        for (Row row : rows) {
            if (before != null && areEqual(before, row)) {
                Execution one = row.execution().mergedWith(before.execution());
                tables.journal.merged(before.execution(), row.execution(), one);
                tables.remove(before);
                tables.replace(row, one);
                merged.add(before);
                before = new Row(one, row.keyed());
            } else {
                before = row;
            }
        }
        return merged;
    }

    private static boolean areEqual(Row one, Row other) {
        Execution first = one.execution();
        Execution second = other.execution();
        return !first.state().isRun()
                && first.end() != null
                && second.end() != null
                && first.state() == second.state()
                && first.reason() == second.reason()
                && first.trigger() == second.trigger()
                && one.keyed()
                && other.keyed()
                && first.scheduledTime().isBefore(second.firstScheduledTime());
    }

    private void raise(String task, Instant until) {
        TaskMark mark = tables.marks.get(task);
        if (mark.purgedUntil().isBefore(until)) {
            tables.mark(
                    mark,
                    new TaskMark(
                            mark.task(),
                            mark.schedule(),
                            mark.setBy(),
                            mark.since(),
                            mark.accountedUntil(),
                            until,
                            mark.revision()));
        }
    }
}
