package dev.scheduler;

/**
 * What is done about scheduled times that were missed: that no living node accepted within {@code grace}, because none ran,
 * or none could reach the store. Those that no execution makes up for are recorded as {@link ExecutionState#MISSED}.
 * Times before the task first existed, while it was paused and before its schedule was changed are not missed.
 */
public enum Missed {
    /** Nothing; the task goes on with its next scheduled time. */
    SKIP,
    /** One execution makes up for all of them, for the latest missed time; one in the whole cluster for a one-server task. */
    ONCE,
    /** One execution for each of them, in order, the latest {@code maxMissed} at most. */
    ALL
}
