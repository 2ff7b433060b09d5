package dev.scheduler;

/** Why a scheduled time did not become a run. */
public enum Reason {
    /** An earlier execution of the task was still running or waiting. */
    OVERLAPPING,
    /**
     * Another node had claimed the time, or another user of ShedLock held the task's lock; the detail names the holder where
     * the store tells.
     */
    OTHER_SERVER,
    /** The task, or the whole scheduler, was paused. */
    PAUSED,
    /** A condition of the task's said no. */
    CONDITION,
    /** The active profiles do not match the task's. */
    PROFILE,
    /** It would have started later than the task's deadline allows. */
    DEADLINE,
    /** The store that the nodes share could not be reached. */
    NO_LOCK_STORE,
    /** Nobody accepted it in time: nodes were down, frozen, stopping or busy, or the task was removed or rescheduled. */
    NODE_DOWN,
    /** The clock was stepped over it: the node's, of a one-server task in a database the database's. */
    CLOCK_JUMP
}
