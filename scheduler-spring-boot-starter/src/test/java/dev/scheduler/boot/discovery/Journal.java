package dev.scheduler.boot.discovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bean in which the tasks of a test note what they do. */
class Journal {

    private final List<String> entries = new CopyOnWriteArrayList<>();

    void note(String entry) {
        entries.add(entry);
    }

    List<String> entries() {
        return entries;
    }
}
