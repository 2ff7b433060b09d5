package dev.scheduler.execution;

import java.util.EnumSet;
import java.util.Set;

/** Where a run stands. The arrows are drawn in the description of this package. */
enum Phase {
    /** A one-server run that the store is to be asked for, or asked again. */
    UNCLAIMED,
    /** A one-server run that the store is being asked for. */
    CLAIMING,
    /** It waits for a thread. */
    QUEUED,
    /** A thread brings it through its rules. */
    PASSING,
    /** It waits for its jitter. */
    DELAYED,
    /** It waits behind other runs of its task on this node. */
    PARKED,
    /** It asks for its lock again in a moment. */
    LOCKING,
    /** It has its task on this node for itself, as far as the task's overlap policy says so. */
    STARTING,
    /** Its body was started. */
    RUNNING,
    /** It will not start, and is taken out of the way before it is told what became of it. */
    ENDING,
    /** Its outcome is known, or another node answers for it. */
    ENDED;

    private static final Set<Phase> WAITING = EnumSet.of(QUEUED, PASSING, DELAYED);
    private static final Set<Phase> BEFORE_START = EnumSet.of(UNCLAIMED, CLAIMING, QUEUED, PASSING, DELAYED);
    private static final Set<Phase> INSIDE = EnumSet.of(STARTING, RUNNING);

    /** Whether a run may go from here to another phase. */
    boolean leadsTo(Phase next) {
        return switch (this) {
            case UNCLAIMED -> next == CLAIMING || next == ENDING || next == ENDED;
            case CLAIMING -> next == UNCLAIMED || next == QUEUED || next == PARKED || next == ENDING || next == ENDED;
            case QUEUED -> next == PASSING || next == ENDING || next == ENDED;
            case PASSING ->
                next == DELAYED
                        || next == PARKED
                        || next == LOCKING
                        || next == STARTING
                        || next == ENDING
                        || next == ENDED;
            case DELAYED, PARKED, LOCKING -> next == QUEUED || next == ENDING || next == ENDED;
            case STARTING -> next == LOCKING || next == RUNNING || next == ENDED;
            case RUNNING, ENDING -> next == ENDED;
            case ENDED -> false;
        };
    }

    /** Whether a run is on its way to its task's place on this node, and waits for nothing but a thread or its jitter. */
    boolean isWaiting() {
        return WAITING.contains(this);
    }

    /** Whether a scheduled time is about to start, so that catch-ups wait for it. */
    boolean isBeforeStart() {
        return BEFORE_START.contains(this);
    }

    /** Whether a run stands in the way of the task's next one on this node. */
    boolean isInside() {
        return INSIDE.contains(this);
    }
}
