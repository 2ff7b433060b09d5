package dev.scheduler.boot.cluster.sim;

import org.jspecify.annotations.Nullable;

/**
 * Something that is due at an instant of the virtual time: a step to take, or a step under way that goes on.
 *
 * <p>Those that are due at once come in an order that is drawn.
 */
final class Event implements Comparable<Event> {

    final SimProcess process;
    final @Nullable Runnable step;
    final @Nullable SimThread waiting;
    final long due;
    private final int tie;
    private final long number;
    boolean cancelled;

    private Event(
            SimProcess process, @Nullable Runnable step, @Nullable SimThread waiting, long due, int tie, long number) {
        this.process = process;
        this.step = step;
        this.waiting = waiting;
        this.due = due;
        this.tie = tie;
        this.number = number;
    }

    static Event step(SimProcess process, Runnable step, long due, int tie, long number) {
        return new Event(process, step, null, due, tie, number);
    }

    static Event goOn(SimProcess process, SimThread waiting, long due, int tie, long number) {
        return new Event(process, null, waiting, due, tie, number);
    }

    /** The same at another time. */
    Event at(long time, int anotherTie, long anotherNumber) {
        return new Event(process, step, waiting, time, anotherTie, anotherNumber);
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(due, other.due);
        if (byTime != 0) {
            return byTime;
        }
        int byTie = Integer.compare(tie, other.tie);
        return byTie != 0 ? byTie : Long.compare(number, other.number);
    }
}
