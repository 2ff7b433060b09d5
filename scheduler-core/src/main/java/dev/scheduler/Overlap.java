package dev.scheduler;

/** What happens when a task is due while an earlier execution of it still runs. */
public enum Overlap {
    /** The new execution is skipped, with the reason {@link Reason#OVERLAPPING}. */
    SKIP,
    /** The new execution starts as soon as the running one has ended; a third one, due while it waits, is skipped. */
    QUEUE,
    /** The running execution is cancelled, and the new one starts as soon as it has ended. */
    REPLACE,
    /** Both run at once. */
    ALLOW
}
