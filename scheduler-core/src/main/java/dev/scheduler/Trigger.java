package dev.scheduler;

/** Why an execution was started. */
public enum Trigger {
    /** Its scheduled time came. */
    SCHEDULE,
    /** Somebody asked for it. */
    MANUAL,
    /** It makes up for a scheduled time that was missed. */
    MISSED,
    /** It repeats an execution that was lost. */
    RECOVERY
}
