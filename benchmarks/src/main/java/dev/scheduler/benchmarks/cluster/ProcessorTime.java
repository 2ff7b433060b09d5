package dev.scheduler.benchmarks.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time in seconds, user and system, as Linux tells it in {@code /proc}. */
final class ProcessorTime {

    private static final double TICKS_A_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private ProcessorTime() {}

    /** Of a process alone; zero once it has ended. */
    static double of(long pid) {
        String[] fields = fields(pid);
        return fields.length == 0 ? 0 : (ticks(fields, USER) + ticks(fields, SYSTEM)) / TICKS_A_SECOND;
    }

    /** Of a process, its children, and those of its children that have ended. */
    static double ofFamily(long pid) {
        String[] fields = fields(pid);
        double ended = (ticks(fields, ENDED_CHILDREN_USER) + ticks(fields, ENDED_CHILDREN_SYSTEM)) / TICKS_A_SECOND;
        double living = ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .mapToDouble(child -> of(child.pid()))
                .sum();
        return of(pid) + ended + living;
    }

    private static long ticks(String[] fields, int index) {
        return Long.parseLong(fields[index]);
    }

    /** The fields of {@code /proc/pid/stat} after the command, which may contain spaces: the state first. */
    private static String[] fields(long pid) {
        try {
            String text = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isPresent()) {
                throw new UncheckedIOException(e);
            }
            return new String[0];
        }
    }
}
