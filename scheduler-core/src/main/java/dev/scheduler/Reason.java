package dev.scheduler;

/** Why a scheduled time did not become a run. */
public enum Reason {
    /** An earlier execution of the task was still running or waiting. */
    OVERLAPPING,
    /** Somebody else held the lock of the task's name. */
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
    /** No node was there to accept it: down, frozen or stopping, or the task was removed or rescheduled meanwhile. */
    NODE_DOWN,
    /** The clock was stepped over it: the node's, of a one-server task in a database the database's. */
    CLOCK_JUMP
}
