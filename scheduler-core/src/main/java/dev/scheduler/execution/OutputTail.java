package dev.scheduler.execution;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that an execution wrote, up to {@value #LIMIT} characters. Not thread-safe. */
final class OutputTail {

    static final int LIMIT = 16 * 1024;

    private final Deque<String> lines = new ArrayDeque<>();
    private int length;

    void add(String line) {
        String kept = line.length() < LIMIT ? line : line.substring(line.length() - LIMIT + 1);
        lines.addLast(kept);
        length += kept.length() + 1;
        while (length > LIMIT) {
            length -= lines.removeFirst().length() + 1;
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
