package dev.scheduler.boot.cluster.sim;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that happens to the cluster.
 *
 * @param at when, in milliseconds from the beginning
 * @param kind what
 * @param node the place of the node that it happens to
 * @param task the place of the task that it is done to; {@link #ALL} for all of them
 * @param amount how much, or for how long, in milliseconds; which variant, where a node starts
 */
record Step(long at, Kind kind, int node, int task, long amount) implements Comparable<Step> {

    /** All tasks. */
    static final int ALL = -1;

    enum Kind {
        START,
        STOP,
        KILL,
        KILL_IN_CALL,
        FREEZE,
        SLEEP,
        NODE_CLOCK,
        DATABASE_CLOCK,
        CUT_OFF,
        ROUGH,
        BUSY,
        PAUSE,
        RESUME,
        RESCHEDULE,
        RESET,
        CANCEL,
        RUN,
        UNLOCK,
        REMOVE,
        REGISTER
    }

    @Override
    public int compareTo(Step other) {
        return Long.compare(at, other.at);
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String whom = kind == Kind.DATABASE_CLOCK ? "" : " node " + node;
        String which = switch (kind) {
            case PAUSE, RESUME, RESCHEDULE, RESET, CANCEL, RUN, UNLOCK, REMOVE, REGISTER ->
                " " + (task == ALL ? "all" : Tasks.name(task));
            default -> "";
        };
        return String.format(Locale.ROOT, "%9.3f s  %s%s%s%s", at / 1000.0, what, whom, which, much());
    }

    private String much() {
        return switch (kind) {
            case START -> amount == 0 ? "" : " " + Variant.of(amount);
            case KILL_IN_CALL -> " after " + amount + " calls";
            case FREEZE, SLEEP, CUT_OFF, ROUGH, BUSY -> " for " + Duration.ofMillis(amount);
            case NODE_CLOCK, DATABASE_CLOCK -> " by " + Duration.ofMillis(amount);
            case PAUSE -> amount == 0 ? "" : " until " + Duration.ofMillis(amount) + " from then";
            case RESCHEDULE -> " to " + Tasks.alternative(task, (int) amount);
            default -> "";
        };
    }
}
