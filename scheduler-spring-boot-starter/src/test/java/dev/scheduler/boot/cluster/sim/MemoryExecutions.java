package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.ExecutionRows;
import dev.scheduler.boot.cluster.TaskMark;
import dev.scheduler.boot.cluster.sim.MemoryTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The executions of a store in memory. */
final class MemoryExecutions implements ExecutionRows {

    private final MemoryTables tables;

    MemoryExecutions(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Map<String, ClaimAnswer> claim(Collection<ClaimRequest> requests) {
        synchronized (tables) {
            Map<String, ClaimAnswer> answers = new HashMap<>();
            for (ClaimRequest request : requests) {
                answers.put(request.execution().id(), claim(request));
            }
            return answers;
        }
    }

    private ClaimAnswer claim(ClaimRequest request) {
        Execution execution = request.execution();
        Instant now = tables.now();
        TaskMark mark = tables.marks.get(execution.task());
        Row ours = tables.row(execution.id());
        if (ours != null && ours.isRunning()) {
            return ClaimAnswer.WON;
        }
        if (ours != null || tables.isRecorded(execution.task(), execution.scheduledTime())) {
            return ClaimAnswer.TAKEN;
        }
        if (mark == null || mark.revision() != request.revision() || isPaused(request, now)) {
            return ClaimAnswer.CHANGED;
        }
        ClaimAnswer late = late(request, mark, now);
        if (late == ClaimAnswer.WON) {
            tables.add(execution, true);
            tables.journal.claimed(execution, now);
        }
        return late;
    }

    private boolean isPaused(ClaimRequest request, Instant now) {
        return tables.pauses.values().stream()
                .anyMatch(pause ->
                        pause.isOf(request.execution().task(), request.evenWhenPaused()) && pause.isInForce(now));
    }

    private static ClaimAnswer late(ClaimRequest request, TaskMark mark, Instant now) {
        Instant time = request.execution().scheduledTime();
        if (!time.isAfter(mark.accountedUntil())) {
            return ClaimAnswer.PASSED;
        }
        if (!time.isAfter(mark.purgedUntil())) {
            return ClaimAnswer.PURGED;
        }
        return time.isAfter(now.minus(request.grace())) ? ClaimAnswer.WON : ClaimAnswer.BEHIND;
    }

    @Override
    public Set<String> running(Collection<Execution> executions) {
        return ids(executions, Row::isRunning);
    }

    @Override
    public Set<String> present(Collection<Execution> executions) {
        return ids(executions, row -> true);
    }

    private Set<String> ids(Collection<Execution> executions, Predicate<Row> which) {
        synchronized (tables) {
            return executions.stream()
                    .map(Execution::id)
                    .filter(id -> {
                        Row row = tables.row(id);
                        return row != null && which.test(row);
                    })
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public boolean record(Execution execution) {
        synchronized (tables) {
            boolean free = tables.areFree(List.of(execution));
            if (free) {
                tables.add(execution, true);
            }
            return free;
        }
    }

    @Override
    public void insert(Collection<Execution> executions) {
        synchronized (tables) {
            for (Execution execution : executions) {
                if (tables.row(execution.id()) == null) {
                    tables.add(execution, false);
                }
            }
        }
    }

    @Override
    public int complete(String node, Collection<Execution> executions) {
        synchronized (tables) {
            int completed = 0;
            for (Execution execution : executions) {
                Row row = tables.row(execution.id());
                if (row != null && isOf(row, node)) {
                    tables.replace(row, execution);
                    completed++;
                }
            }
            return completed;
        }
    }

    private static boolean isOf(Row row, String node) {
        return row.isRunning() && row.execution().node().equals(node);
    }

    @Override
    public Set<String> giveBack(String node, Collection<Execution> executions, Duration grace) {
        synchronized (tables) {
            Set<String> gone = new HashSet<>();
            Instant limit = tables.now().minus(grace);
            for (Execution execution : executions) {
                Row row = tables.row(execution.id());
                if (row != null
                        && isOf(row, node)
                        && row.execution().trigger() == Trigger.SCHEDULE
                        && row.time().isAfter(limit)
                        && !isPassed(row)) {
                    tables.remove(row);
                    gone.add(execution.id());
                }
            }
            tables.number += gone.isEmpty() ? 0 : 1;
            return gone;
        }
    }

    private boolean isPassed(Row row) {
        TaskMark mark = tables.marks.get(row.execution().task());
        return mark != null && !row.time().isAfter(mark.accountedUntil());
    }

    @Override
    public List<Execution> running() {
        synchronized (tables) {
            return tables.running().stream().map(Row::execution).toList();
        }
    }

    @Override
    public List<Execution> lose(Collection<Execution> executions, String detail) {
        synchronized (tables) {
            List<Execution> lost = new ArrayList<>();
            for (Execution execution : executions) {
                Row row = tables.row(execution.id());
                if (row != null && isOf(row, execution.node())) {
                    Execution outcome = lost(row.execution(), detail, tables.now());
                    tables.replace(row, outcome);
                    lost.add(outcome);
                }
            }
            return lost;
        }
    }

    private static Execution lost(Execution row, String detail, Instant now) {
        return new Execution(
                row.id(),
                row.task(),
                row.scheduledTime(),
                row.firstScheduledTime(),
                row.count(),
                row.trigger(),
                row.attempts(),
                row.node(),
                ExecutionState.LOST,
                null,
                detail,
                row.start(),
                now,
                row.error(),
                row.output());
    }
}
