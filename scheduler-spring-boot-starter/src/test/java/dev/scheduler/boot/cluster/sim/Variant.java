package dev.scheduler.boot.cluster.sim;

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

    static Variant of(long amount) {
        return amount == 0 ? NONE : new Variant(Kind.values()[(int) (amount / 10)], (int) (amount % 10));
    }

    long amount() {
        return kind == Kind.NONE ? 0 : kind.ordinal() * 10L + task;
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
