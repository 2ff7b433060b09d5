package dev.scheduler.boot.cluster;

import java.time.Instant;

/**
 * A schedule for which no living node answers, as this node has seen it.
 *
 * @param setBy who answered for it
 * @param noticed when this node first saw that nobody does
 * @param sweeps how many sweeps it has been so since, less those that others have first
 */
record Orphan(String setBy, long revision, Instant noticed, int sweeps) {

    /** Nobody has come to answer for it through so many further sweeps. */
    private static final int PATIENCE = 2;

    /** @param leftToOthers whether another node is given as much time again to end it */
    static Orphan of(TaskMark mark, Instant noticed, boolean leftToOthers) {
        return new Orphan(mark.setBy(), mark.revision(), noticed, leftToOthers ? -PATIENCE : 0);
    }

    boolean isOf(TaskMark mark) {
        return revision == mark.revision() && setBy.equals(mark.setBy());
    }

    Orphan oneMore() {
        return new Orphan(setBy, revision, noticed, sweeps + 1);
    }

    boolean isForsaken() {
        return sweeps >= PATIENCE;
    }
}
