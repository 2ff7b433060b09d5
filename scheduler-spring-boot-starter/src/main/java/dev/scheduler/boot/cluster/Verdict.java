package dev.scheduler.boot.cluster;

import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;

/**
 * What is said of a scheduled time that has no record.
 *
 * @param state {@code SKIPPED} or {@code MISSED}; only what was missed is caught up on
 * @param detail for people
 */
record Verdict(ExecutionState state, Reason reason, String detail) {

    static final Verdict FORGOTTEN = new Verdict(
            ExecutionState.SKIPPED,
            Reason.CLOCK_JUMP,
            "the clock was ahead, and it may have run then: its record is gone");
    static final Verdict STEPPED =
            new Verdict(ExecutionState.MISSED, Reason.CLOCK_JUMP, "the database's clock was stepped over it");
    static final Verdict CUT_OFF =
            new Verdict(ExecutionState.MISSED, Reason.NO_LOCK_STORE, "the database could not be reached");
    static final Verdict DOWN = new Verdict(ExecutionState.MISSED, Reason.NODE_DOWN, "no living node accepted it");

    boolean isMissed() {
        return state == ExecutionState.MISSED;
    }
}
