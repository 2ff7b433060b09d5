package dev.scheduler.boot;

import dev.scheduler.task.Faults;
import java.util.List;

/**
 * The application's tasks cannot be run as they are defined. Holds everything that is wrong with them; the message
 * has the first fault only, as Spring logs it beside the report that lists them all. What was thrown on the way is
 * suppressed in it, as none of it is the cause of all.
 */
public final class InvalidTasksException extends RuntimeException {

    private final List<String> faults;
    private final List<String> warnings;

    public InvalidTasksException(Faults found) {
        super(message(found.faults()));
        faults = found.faults();
        warnings = found.warnings();
        found.causes().forEach(this::addSuppressed);
    }

    private static String message(List<String> faults) {
        return faults.size() == 1
                ? "A fault in the definitions of tasks: " + faults.get(0)
                : faults.size() + " faults in the definitions of tasks, the first of them: " + faults.get(0);
    }

    /** The faults, each of them saying where it is, what was given and what would be valid. */
    public List<String> faults() {
        return faults;
    }

    /** What else was found that is allowed but probably not meant. */
    public List<String> warnings() {
        return warnings;
    }
}
