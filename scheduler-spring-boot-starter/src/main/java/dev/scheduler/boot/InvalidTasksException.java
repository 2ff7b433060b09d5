package dev.scheduler.boot;

import java.util.List;

/**
 * The application's tasks cannot be run as they are defined. Holds everything that is wrong with them; the message
 * has the first fault only, as Spring logs it beside the report that lists them all.
 */
public final class InvalidTasksException extends RuntimeException {

    private final List<String> faults;

    public InvalidTasksException(List<String> faults) {
        super(
                faults.size() == 1
                        ? "A fault in the definitions of tasks: " + faults.get(0)
                        : faults.size() + " faults in the definitions of tasks, the first of them: " + faults.get(0));
        this.faults = List.copyOf(faults);
    }

    /** The faults, each of them saying where it is, what was given and what would be valid. */
    public List<String> faults() {
        return faults;
    }
}
