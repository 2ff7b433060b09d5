package dev.scheduler.schedule;

/** A text breaks the grammar at some position. Never leaves the package as such. */
final class Unreadable extends RuntimeException {

    private final int position;

    /** @param position the first character at fault, counted from 0 */
    Unreadable(int position, String problem) {
        super(problem, null, false, false);
        this.position = position;
    }

    /** The problem alone, for texts so short that the position goes without saying. */
    String problem() {
        return String.valueOf(getMessage());
    }

    /** The problem with its position, counted from 1. */
    String problemWithPosition() {
        return problem() + " (position " + (position + 1) + ")";
    }
}
