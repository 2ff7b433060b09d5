package dev.scheduler.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a node has said, on either stream. */
final class NodeLog {

    /** The layout of its lines; what does not look so is a part of the line before. */
    static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %p %logger [%t] %m%n";

    private static final Pattern ENTRY =
            Pattern.compile("(\\d{4}-\\S+Z) (ERROR|WARN|INFO|DEBUG|TRACE) (\\S+) \\[[^]]*] (.*)");
    private static final Pattern STACK_TRACE = Pattern.compile("\\s+at [\\w.$/@]+\\(.*\\)");

    private final Path file;

    NodeLog(Path file) {
        this.file = file;
    }

    /** One entry; the time is the host's. */
    record Entry(Instant time, String level, String logger, String message) {

        private static @Nullable Entry of(String line) {
            Matcher matcher = ENTRY.matcher(line);
            return matcher.matches()
                    ? new Entry(Instant.parse(matcher.group(1)), matcher.group(2), matcher.group(3), matcher.group(4))
                    : null;
        }

        boolean isOurs() {
            return logger.startsWith("dev.scheduler");
        }
    }

    List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> entries() {
        return lines().stream().map(Entry::of).filter(entry -> entry != null).toList();
    }

    /** Warnings and errors of the scheduler's between two instants. */
    List<Entry> complaints(Instant from, Instant until) {
        return entries().stream()
                .filter(entry -> entry.isOurs() && !entry.level().equals("INFO"))
                .filter(entry -> !entry.time().isBefore(from) && !entry.time().isAfter(until))
                .toList();
    }

    /** What no log may hold: errors and stack traces. */
    List<String> troubles() {
        return lines().stream().filter(NodeLog::isTrouble).toList();
    }

    private static boolean isTrouble(String line) {
        Entry entry = Entry.of(line);
        boolean error = entry != null && entry.level().equals("ERROR");
        return error || STACK_TRACE.matcher(line).matches() || line.startsWith("Exception in thread");
    }
}
