package dev.scheduler.boot.cluster.sim;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.EndedSchedule;
import dev.scheduler.boot.cluster.NodeBeat;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.ScheduleOverride;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a store in memory consists of. Used under its monitor. */
final class MemoryTables {

    final InstantSource clock;
    final Journal journal;
    final Map<String, TaskMark> marks = new TreeMap<>();
    final List<EndedSchedule> ended = new ArrayList<>();
    final Map<String, NodeBeat> nodes = new TreeMap<>();
    final Map<String, Pause> pauses = new LinkedHashMap<>();
    final Map<String, ScheduleOverride> overrides = new TreeMap<>();
    final List<Operation> operations = new ArrayList<>();
    long number;

    @Nullable
    Instant lastPurge;

    private final Map<String, Row> byId = new HashMap<>();
    private final Map<String, Row> running = new LinkedHashMap<>();
    private final Map<String, TreeSet<Row>> byTask = new HashMap<>();
    private final Map<String, TreeMap<Instant, Row>> keys = new HashMap<>();

    MemoryTables(InstantSource clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * An execution's row.
     *
     * @param keyed whether it takes the key of its scheduled time
     */
    record Row(Execution execution, boolean keyed) implements Comparable<Row> {

        Instant time() {
            return execution.scheduledTime();
        }

        boolean isRunning() {
            return execution.state() == ExecutionState.RUNNING;
        }

        @Override
        public int compareTo(Row other) {
            int byTime = time().compareTo(other.time());
            return byTime != 0 ? byTime : execution.id().compareTo(other.execution.id());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row row && execution.id().equals(row.execution.id());
        }

        @Override
        public int hashCode() {
            return execution.id().hashCode();
        }
    }

    /** Its clock, as exact as databases are. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Nullable
    Row row(String id) {
        return byId.get(id);
    }

    /** All rows of a task, in order of their times. */
    NavigableSet<Row> rows(String task) {
        return byTask.computeIfAbsent(task, name -> new TreeSet<>());
    }

    Collection<Row> running() {
        return running.values();
    }

    Collection<String> tasksWithRows() {
        return List.copyOf(byTask.keySet());
    }

    /** Whether a record stands for a scheduled time, alone or among others. */
    boolean isRecorded(String task, Instant time) {
        return isRecorded(task, time, time);
    }

    private boolean isRecorded(String task, Instant first, Instant last) {
        TreeMap<Instant, Row> ofTask = keys.get(task);
        Map.Entry<Instant, Row> next = ofTask == null ? null : ofTask.ceilingEntry(first);
        return next != null && !next.getValue().execution().firstScheduledTime().isAfter(last);
    }

    /** Whether none of the times that records stand for has a record, and no two of them would have the same key. */
    boolean areFree(Collection<Execution> records) {
        Set<String> keys = new HashSet<>();
        return records.stream()
                .allMatch(record -> !byId.containsKey(record.id())
                        && keys.add(record.task() + " " + record.scheduledTime())
                        && !isRecorded(record.task(), record.firstScheduledTime(), record.scheduledTime()));
    }

    void add(Execution execution, boolean keyed) {
        journal.changed(null, execution);
        Row row = new Row(execution, keyed);
        byId.put(execution.id(), row);
        rows(execution.task()).add(row);
        if (keyed) {
            keys.computeIfAbsent(execution.task(), name -> new TreeMap<>()).put(row.time(), row);
        }
        if (row.isRunning()) {
            running.put(execution.id(), row);
        }
    }

    void remove(Row row) {
        String id = row.execution().id();
        byId.remove(id);
        running.remove(id);
        rows(row.execution().task()).remove(row);
        if (row.keyed()) {
            Objects.requireNonNull(keys.get(row.execution().task())).remove(row.time());
        }
    }

    /** Gives a row other contents, under its id, time and key. */
    void replace(Row row, Execution execution) {
        remove(row);
        add(execution, row.keyed());
    }

    void mark(@Nullable TaskMark before, TaskMark after) {
        marks.put(after.task(), after);
        journal.marked(before, after, now());
    }

    /** The task's row where it still is what a caller knows of it, by revision; null where it is not. */
    @Nullable
    TaskMark same(TaskMark known) {
        TaskMark mark = marks.get(known.task());
        return mark != null && mark.revision() == known.revision() ? mark : null;
    }
}
