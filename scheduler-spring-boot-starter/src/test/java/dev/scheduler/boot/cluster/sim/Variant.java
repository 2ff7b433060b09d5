package dev.scheduler.boot.cluster.sim;

import java.util.List;

/**
 * How the program of a node differs from the others'.
 *
 * @param kind in what
 * @param task of which task
 */
record Variant(Kind kind, int task) {

    static final Variant NONE = new Variant(Kind.NONE, 0);

    enum Kind {
        NONE,
        DISABLED,
        OTHER_SCHEDULE,
        WITHOUT
    }

    /** As a number stands for them. */
    static final List<Kind> KINDS = List.of(Kind.NONE, Kind.DISABLED, Kind.OTHER_SCHEDULE, Kind.WITHOUT);

    static Variant of(long amount) {
        return amount == 0 ? NONE : new Variant(KINDS.get((int) (amount / 10)), (int) (amount % 10));
    }

    long amount() {
        return kind == Kind.NONE ? 0 : KINDS.indexOf(kind) * 10L + task;
    }

    boolean is(Kind what, int which) {
        return kind == what && task == which;
    }

    /** Whether it concerns a task. */
    boolean isOf(String name) {
        return kind != Kind.NONE && Tasks.name(task).equals(name);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "";
            case DISABLED -> "with " + Tasks.name(task) + " disabled";
            case OTHER_SCHEDULE -> "with " + Tasks.name(task) + " " + Tasks.alternative(task, 0);
            case WITHOUT -> "without " + Tasks.name(task);
        };
    }
}
