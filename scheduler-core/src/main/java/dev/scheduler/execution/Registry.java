package dev.scheduler.execution;

import dev.scheduler.NoSuchTaskException;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.task.TaskNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registered tasks by name; two names that differ only in case or punctuation are one. A task that was removed while it
 * ran is kept aside until its executions have ended: one of the same name that comes meanwhile must not run over them.
 */
final class Registry {

    private final Map<String, TaskEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, TaskEntry> leaving = new ConcurrentHashMap<>();

    private final Map<String, Instant> removals = new ConcurrentHashMap<>();

    /** When tasks were removed last, by name, until that is settled. */
    Map<String, Instant> removals() {
        return Map.copyOf(removals);
    }

    void settled(String name, Instant removal) {
        removals.remove(name, removal);
    }

    /** Takes a task in. The caller sees to it that one task comes or goes at a time. */
    TaskEntry add(TaskDefinition definition, Instant now) {
        String name = TaskNames.canonical(definition.name());
        TaskEntry taken = entries.get(name);
        if (taken != null) {
            throw new TaskRefusedException("The name \"" + definition.name() + "\" is taken: there is already \""
                    + taken.name() + "\", defined by " + taken.definition().source() + ".");
        }
        TaskEntry back = leaving.remove(name);
        TaskEntry entry = back == null ? new TaskEntry(definition, now) : back.comeBack(definition, now);
        entries.put(name, entry);
        return entry;
    }

    /** @param at when, for a cluster that is to take it into account; null where there is none */
    void remove(TaskEntry entry, @Nullable Instant at) {
        String name = TaskNames.canonical(entry.name());
        if (at != null) {
            removals.put(entry.name(), at);
        }
        leaving.put(name, entry);
        entries.remove(name);
    }

    /** Lets go of the removed tasks that have no execution any more; returns their names. */
    List<String> release() {
        List<String> released = new ArrayList<>();
        leaving.values().removeIf(entry -> !entry.runs().isBusy() && released.add(entry.name()));
        return released;
    }

    /** The task of exactly this name, if it is there. */
    Optional<TaskEntry> find(String name) {
        return Optional.ofNullable(entries.get(TaskNames.canonical(name)));
    }

    /** The task that a name, or a unique last part of one, means. */
    TaskEntry get(String name) {
        TaskEntry exact = entries.get(TaskNames.canonical(name));
        if (exact != null) {
            return exact;
        }
        List<String> names = all().stream().map(TaskEntry::name).sorted().toList();
        return TaskNames.find(name, names)
                .map(found -> entries.get(TaskNames.canonical(found)))
                .orElseThrow(() -> new NoSuchTaskException(name, TaskNames.nearest(name, names)));
    }

    Collection<TaskEntry> all() {
        return entries.values();
    }

    /** Those that were removed and have not ended, too. */
    Stream<TaskEntry> withLeaving() {
        return Stream.concat(all().stream(), leaving.values().stream());
    }

    List<TaskEntry> inOrder() {
        return all().stream().sorted(Comparator.comparing(TaskEntry::name)).toList();
    }
}
