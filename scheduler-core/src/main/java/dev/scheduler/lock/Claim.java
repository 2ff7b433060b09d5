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
        /** It was claimed before, in nearly all cases by another node. */
        REFUSED,
        /** The store did not say; asking again later is safe. */
        UNREACHABLE
    }
}
