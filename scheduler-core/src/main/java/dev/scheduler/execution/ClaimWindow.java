package dev.scheduler.execution;

import dev.scheduler.Overlap;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.time.InstantSource;

/** When a scheduled time may be claimed here, by the clock alone: from its turn on, room or not from half its grace on. */
record ClaimWindow(InstantSource clock) {

    /** So long a scheduled time is left to the node whose share it is. */
    static final Duration HEAD_START = Duration.ofMillis(25);

    /** So long a node that still runs the task, and would skip its next time, leaves that to nodes which do not. */
    static final Duration WHILE_IT_RUNS = Duration.ofMillis(250);

    private static final Duration LEAST_HALF = Duration.ofMillis(250);

    /** Whether the nodes that are to have it rather than this one had their chance. */
    boolean hasTurn(Run run) {
        return !clock.instant().isBefore(run.scheduledTime().plus(leftToOthers(run)));
    }

    private static Duration leftToOthers(Run run) {
        if (wouldBeSkipped(run)) {
            return WHILE_IT_RUNS;
        }
        return run.isShareOfOthers ? HEAD_START : Duration.ZERO;
    }

    private static boolean wouldBeSkipped(Run run) {
        return run.trigger() == Trigger.SCHEDULE
                && run.entry().overlap() == Overlap.SKIP
                && !run.entry().runs().inside().isEmpty();
    }

    /** Whether it is to be claimed now, room or not: soon others would find that nobody accepted it. */
    boolean isUrgent(Run run) {
        return clock.instant().isAfter(run.scheduledTime().plus(half(run)));
    }

    /** Whether it waited too long for the store. */
    boolean isOver(Run run) {
        return run.trigger() == Trigger.SCHEDULE
                && !run.isClaimed()
                && clock.instant().isAfter(run.scheduledTime().plus(grace(run)));
    }

    private static Duration grace(Run run) {
        return DueDecision.grace(run.definition());
    }

    /** Half of the grace, but never so soon that others could not claim at all. */
    private static Duration half(Run run) {
        Duration half = grace(run).dividedBy(2);
        return half.compareTo(LEAST_HALF) < 0 ? LEAST_HALF : half;
    }
}
