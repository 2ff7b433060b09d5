package dev.scheduler.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a test's tasks and listeners note, in order. */
final class Journal {

    private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

    void note(String entry) {
        entries.add(entry);
    }

    /** The next entries, as many as that; fewer where they do not come within ten seconds. */
    List<String> next(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        while (next.size() < count) {
            String entry = entries.poll(10, TimeUnit.SECONDS);
            if (entry == null) {
                break;
            }
            next.add(entry);
        }
        return next;
    }
}
