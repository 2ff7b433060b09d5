package dev.scheduler;

/** What was asked of a task cannot be done as it stands: it is already running, or its name is taken. */
public final class TaskRefusedException extends RuntimeException {

    public TaskRefusedException(String message) {
        super(message);
    }
}
