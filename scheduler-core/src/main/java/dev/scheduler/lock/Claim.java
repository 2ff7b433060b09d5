package dev.scheduler.lock;

/**
 * What came of claiming a scheduled time.
 *
 * @param outcome whether this node starts it
 * @param detail for people: which lock or row it was, who holds it, or what kept the store from answering
 */
public record Claim(Outcome outcome, String detail) {

    /** Whether this node starts it. */
    public enum Outcome {
        /** This node starts it; nobody else may, unless this node gives it back. */
        WON,
        /** A row of another node answers for it. */
        TAKEN,
        /** It came too late to be claimed, and no row answers for it so far: the next sweep records it. */
        BEHIND,
        /** It came too late to be claimed, and this node's row says so now, as nobody else will. */
        RECORDED,
        /** The task is paused, or has another schedule than this node knew: the node judges it again. */
        CHANGED,
        /** Its row is ours; whether somebody else holds its lock is not known yet: it is asked for again. */
        UNLOCKED,
        /** It is ours, and a lock that somebody else holds forbids it; or it was claimed before, and no row says by whom. */
        REFUSED,
        /** It was not asked for, as the requests before it took long. */
        NOT_ASKED,
        /** The store did not say; asking again later is safe. */
        UNREACHABLE
    }

    /** Whether the store said something of it. */
    public boolean isAnswer() {
        return outcome != Outcome.UNREACHABLE && outcome != Outcome.NOT_ASKED && outcome != Outcome.UNLOCKED;
    }
}
