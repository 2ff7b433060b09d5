package dev.scheduler.lock;

/**
 * What came of claiming a scheduled time.
 *
 * @param outcome whether this node may start it
 * @param detail for people: which lock it was, or what kept the store from answering
 */
public record Claim(Outcome outcome, String detail) {

    /** Whether this node may start it. */
    public enum Outcome {
        /** Nobody else has it, nor ever will. */
        CLAIMED,
        /** Another of our nodes has it, and its own record answers for it. */
        TAKEN,
        /** It was claimed before, or a lock that somebody else holds forbids it; no other record of ours says so. */
        REFUSED,
        /** The store did not say; asking again later is safe. */
        UNREACHABLE
    }
}
