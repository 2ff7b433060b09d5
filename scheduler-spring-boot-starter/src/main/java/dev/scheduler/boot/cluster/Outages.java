package dev.scheduler.boot.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When this node lived and could not reach the database: each from the last sign of life to the next. Safe for use by any
 * thread.
 */
final class Outages {

    private static final int MOST = 16;

    private volatile List<Interval> all = List.of();
    private @Nullable Instant lastSign;

    /** The latest, in order. */
    List<Interval> all() {
        return all;
    }

    /** The database did not answer. What was before the first answer, nobody knows. */
    synchronized void cutOff() {
        if (lastSign != null && !isGoingOn()) {
            List<Interval> more = new ArrayList<>(all);
            more.add(new Interval(lastSign, null));
            all = more.size() > MOST ? List.copyOf(more.subList(1, more.size())) : List.copyOf(more);
        }
    }

    /** The database has answered. */
    synchronized void reached(Instant now) {
        if (isGoingOn()) {
            List<Interval> over = new ArrayList<>(all);
            over.set(over.size() - 1, new Interval(over.get(over.size() - 1).from(), now));
            all = List.copyOf(over);
        }
        lastSign = now;
    }

    private boolean isGoingOn() {
        return !all.isEmpty() && all.get(all.size() - 1).until() == null;
    }
}
