package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.OperationRows;
import dev.scheduler.boot.cluster.ScheduleOverride;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people did, in a store in memory. */
final class MemoryOperations implements OperationRows {

    private final MemoryTables tables;
    private final MemoryTasks tasks;

    MemoryOperations(MemoryTables tables, MemoryTasks tasks) {
        this.tables = tables;
        this.tasks = tasks;
    }

    @Override
    public long number() {
        synchronized (tables) {
            return tables.number;
        }
    }

    @Override
    public List<Operation> after(long number) {
        synchronized (tables) {
            return tables.operations.stream()
                    .filter(operation -> operation.number() > number)
                    .toList();
        }
    }

    @Override
    public Operation write(Operation operation) {
        synchronized (tables) {
            Operation written = new Operation(
                    ++tables.number,
                    operation.kind(),
                    operation.scope(),
                    operation.detail(),
                    operation.node(),
                    tables.now(),
                    operation.by());
            tables.operations.add(written);
            return written;
        }
    }

    @Override
    public List<Pause> pauses() {
        synchronized (tables) {
            return List.copyOf(tables.pauses.values());
        }
    }

    @Override
    public Operation pause(Pause pause, Operation operation) {
        synchronized (tables) {
            put(new Pause(pause.id(), pause.scope(), tables.now(), pause.until(), null, pause.by()));
            return write(operation);
        }
    }

    @Override
    public @Nullable Operation resume(String scope, Operation operation) {
        synchronized (tables) {
            Instant now = tables.now();
            List<Pause> inForce = tables.pauses.values().stream()
                    .filter(pause -> pause.scope().equals(scope) && pause.isInForce(now))
                    .toList();
            inForce.forEach(pause -> put(ended(pause, now)));
            return inForce.isEmpty() ? null : write(operation);
        }
    }

    private void put(Pause pause) {
        tables.pauses.put(pause.id(), pause);
        tables.journal.paused(pause, tables.now());
    }

    private static Pause ended(Pause pause, Instant now) {
        return new Pause(pause.id(), pause.scope(), pause.since(), pause.until(), now, pause.by());
    }

    @Override
    public Map<String, ScheduleOverride> overrides() {
        synchronized (tables) {
            return Map.copyOf(tables.overrides);
        }
    }

    @Override
    public Operation override(ScheduleOverride override, String setBy, Operation operation) {
        synchronized (tables) {
            Instant now = tables.now();
            ScheduleOverride dated =
                    new ScheduleOverride(override.task(), override.schedule(), override.original(), now, override.by());
            tables.overrides.put(override.task(), dated);
            begin(override.task(), override.schedule(), setBy, now);
            return write(operation);
        }
    }

    @Override
    public @Nullable Operation reset(String task, String schedule, String setBy, Operation operation) {
        synchronized (tables) {
            if (tables.overrides.remove(task) == null) {
                return null;
            }
            begin(task, schedule, setBy, tables.now());
            return write(operation);
        }
    }

    private void begin(String task, String schedule, String setBy, Instant now) {
        TaskMark mark = tables.marks.get(task);
        if (mark != null) {
            tasks.change(mark, schedule, setBy, now, now);
        }
    }
}
