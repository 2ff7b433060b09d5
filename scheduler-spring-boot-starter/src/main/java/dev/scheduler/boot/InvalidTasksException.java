package dev.scheduler.boot;

import java.util.List;

/** The application's tasks cannot be run as they are defined. Holds everything that is wrong with them. */
public final class InvalidTasksException extends RuntimeException {

    private final List<String> faults;

    public InvalidTasksException(List<String> faults) {
        super(faults.size() + (faults.size() == 1 ? " fault" : " faults") + " in the definitions of tasks: "
                + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** The faults, each of them saying where it is, what was given and what would be valid. */
    public List<String> faults() {
        return faults;
    }
}
