package dev.scheduler.lock;

import org.jspecify.annotations.Nullable;

/**
 * What came of asking for an overlap lock.
 *
 * @param outcome whether it is held now
 * @param hold the lock, to be released; null unless {@code HELD}
 * @param detail for people: who is in the way, or what kept the store from answering
 */
public record Attempt(Outcome outcome, @Nullable Hold hold, String detail) {

    /** Whether it is held now. */
    public enum Outcome {
        /** It is, until it is released or lost. */
        HELD,
        /** Another node holds it, or another thread of this one. */
        REFUSED,
        /** The store did not say. It may have granted the lock, which then stays until the lease ends. */
        UNREACHABLE
    }

    static Attempt held(Hold hold) {
        return new Attempt(Outcome.HELD, hold, "the lock " + hold.name() + " is held");
    }

    static Attempt refused(String detail) {
        return new Attempt(Outcome.REFUSED, null, detail);
    }

    static Attempt unreachable(String detail) {
        return new Attempt(Outcome.UNREACHABLE, null, detail);
    }
}
