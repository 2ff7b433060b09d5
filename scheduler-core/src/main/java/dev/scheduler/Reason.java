package dev.scheduler;

/** Why a scheduled time did not become a run. */
public enum Reason {
    /** An earlier execution of the task was still running or waiting. */
    OVERLAPPING,
    /** Another server ran it. */
    OTHER_SERVER,
    /** The task, or the whole scheduler, was paused. */
    PAUSED,
    /** A condition of the task's said no. */
    CONDITION,
    /** The active profiles do not match the task's. */
    PROFILE,
    /** It would have started later than the task's deadline allows. */
    DEADLINE,
    /** The store that the servers share could not be reached. */
    NO_LOCK_STORE,
    /** No node was alive to accept it: the process was down, frozen or stopping. */
    NODE_DOWN,
    /** The node's clock was stepped over it. */
    CLOCK_JUMP
}
