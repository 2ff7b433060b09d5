package dev.scheduler.boot.cluster;

/** What a claim came to. */
public enum ClaimAnswer {
    /** Its row was inserted. */
    WON,
    /** A row under the same key is there. */
    TAKEN,
    /** No row is there, and it was refused for the marks or the grace alone; the account's mark has not passed it. */
    BEHIND,
    /** The same, and the account's mark has passed it: no sweep will come to it. */
    PASSED,
    /** The same, and {@code purgedUntil} has passed it but the account's mark has not. */
    PURGED,
    /** The task has another revision or is not known, a pause is in force, or things moved while they were looked at. */
    CHANGED
}
