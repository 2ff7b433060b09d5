package dev.scheduler.boot.cluster;

/**
 * How often this process has given signs of life, by itself and by the database. If the database's count grows by more than
 * this process sent, two processes use one id. Told by one thread, read by any.
 */
final class BeatCount {

    private long known;
    private long unanswered;
    private volatile boolean doubled;

    /** What the database's count means. */
    enum Verdict {
        FIRST,
        NEXT,
        /** The node had been struck off the list. */
        STRUCK,
        /** Another process counts as well; said once. */
        DOUBLED
    }

    /** A sign of life goes out. */
    void sent() {
        unanswered++;
    }

    /** The database has counted it, and perhaps some whose answers were lost. */
    Verdict answered(long count) {
        long before = known;
        boolean tooMany = before > 0 && count > before + unanswered;
        known = count;
        unanswered = 0;
        if (tooMany && !doubled) {
            doubled = true;
            return Verdict.DOUBLED;
        }
        if (before == 0) {
            return Verdict.FIRST;
        }
        return count <= before ? Verdict.STRUCK : Verdict.NEXT;
    }

    boolean isDoubled() {
        return doubled;
    }

    /** The node leaves the list. */
    void forget() {
        known = 0;
        unanswered = 0;
    }
}
