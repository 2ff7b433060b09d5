package dev.scheduler;

/** What was asked of a task cannot be done as it stands: it is already running, switched off, or its name is taken. */
public final class TaskRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean stopping;

    /** A refusal for a reason that lies in the task. */
    public TaskRefusedException(String message) {
        this(message, false);
    }

    private TaskRefusedException(String message, boolean stopping) {
        super(message);
        this.stopping = stopping;
    }

    /** A refusal because the scheduler stops. */
    public static TaskRefusedException stopping(String task) {
        return new TaskRefusedException("The scheduler is stopping; \"" + task + "\" was not started.", true);
    }

    /** Whether nothing lies in the task: the scheduler stops. */
    public boolean isStopping() {
        return stopping;
    }
}
