package dev.scheduler.boot.cluster.sim;

/** An old fault that is put back, to see that the simulation finds it. */
enum Misdeed {
    NONE,
    /** A time is asked for when its jitter is over. */
    CLAIM_BEHIND_JITTER,
    /** Sweeps move marks on to now. */
    MARKS_TO_NOW,
    /** A claim counts for each time that a merged row spans. */
    MERGED_CLAIMS
}
