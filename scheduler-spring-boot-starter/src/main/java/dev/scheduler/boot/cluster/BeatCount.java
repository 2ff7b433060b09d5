package dev.scheduler.boot.cluster;

import org.jspecify.annotations.Nullable;

/**
 * How often this process has given signs of life, by itself and by the database. If the database's count grows by more than
 * this process sent, two processes use one id. What was still under way when the node left the list may be counted later, and
 * is nobody else's. Safe for use by any thread.
 */
final class BeatCount {

    private long lives;
    private long known;
    private long unanswered;

    /** How many signs of earlier lives may be counted yet. */
    private long carried;

    private volatile boolean doubled;
    private volatile @Nullable Sign latest;

    /**
     * A sign of life.
     *
     * @param life how often the node had left the list before
     * @param sent when it was sent, by the monotonic clock
     */
    record Sign(long life, long sent) {}

    /** What the database's count means. */
    enum Verdict {
        FIRST,
        NEXT,
        /** The node had been struck off the list. */
        STRUCK,
        /** Another process counts as well; logged once. */
        DOUBLED,
        /** The node has left the list since it was sent. */
        OUTDATED
    }

    /** A sign of life goes out. */
    synchronized Sign sent(long nanos) {
        unanswered++;
        return new Sign(lives, nanos);
    }

    /** The database has counted it, and perhaps some whose answers were lost. */
    synchronized Verdict answered(Sign sign, long count) {
        if (!isOfThisLife(sign)) {
            return Verdict.OUTDATED;
        }
        long before = known;
        boolean tooMany = before > 0 && !isOurs(count - before - unanswered);
        known = count;
        unanswered = 0;
        latest = sign;
        if (tooMany && !doubled) {
            doubled = true;
            return Verdict.DOUBLED;
        }
        if (before == 0) {
            return Verdict.FIRST;
        }
        return count <= before ? Verdict.STRUCK : Verdict.NEXT;
    }

    /** Each sign of an earlier life accounts for one that is too many, once. */
    private boolean isOurs(long tooMany) {
        if (tooMany > carried) {
            return false;
        }
        carried -= Math.max(0, tooMany);
        return true;
    }

    /** Whether the node has been on the list since. */
    synchronized boolean isOfThisLife(Sign sign) {
        return sign.life() == lives;
    }

    boolean isDoubled() {
        return doubled;
    }

    /** The sign of this life that was answered last; null before the first. */
    @Nullable
    Sign latest() {
        return latest;
    }

    /** The node leaves the list. */
    synchronized void forget() {
        lives++;
        carried += unanswered;
        known = 0;
        unanswered = 0;
        latest = null;
    }
}
