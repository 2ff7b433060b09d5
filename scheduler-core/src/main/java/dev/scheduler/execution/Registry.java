package dev.scheduler.execution;

import dev.scheduler.NoSuchTaskException;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.task.TaskNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registered tasks by name; two names that differ only in case or punctuation are one. */
final class Registry {

    private final Map<String, TaskEntry> entries = new ConcurrentHashMap<>();

    void add(TaskEntry entry) {
        TaskEntry taken = entries.putIfAbsent(TaskNames.canonical(entry.name()), entry);
        if (taken != null) {
            throw new TaskRefusedException("The name \"" + entry.name() + "\" is taken: there is already \""
                    + taken.name() + "\", defined by " + taken.definition().source() + ".");
        }
    }

    void remove(TaskEntry entry) {
        entries.remove(TaskNames.canonical(entry.name()), entry);
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

    List<TaskEntry> inOrder() {
        return all().stream().sorted(Comparator.comparing(TaskEntry::name)).toList();
    }
}
