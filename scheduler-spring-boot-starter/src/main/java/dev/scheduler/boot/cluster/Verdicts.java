package dev.scheduler.boot.cluster;

import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the scheduled times of one task that have no record, by the time at which they were due: the first of these
 * that holds. Its record may be gone; a pause was in force, then or within the grace; the database's clock passed over it; the
 * judge itself was cut off; no node was there.
 */
final class Verdicts {

    private final Instant purgedUntil;
    private final List<Pause> pauses;
    private final Duration grace;
    private final List<Interval> steps;
    private final List<Interval> outages;

    /**
     * @param pauses those that concern the task
     * @param steps the times that the database's clock passed over
     * @param outages when the judge lived and was cut off
     */
    Verdicts(Instant purgedUntil, List<Pause> pauses, Duration grace, List<Interval> steps, List<Interval> outages) {
        this.purgedUntil = purgedUntil;
        this.pauses = pauses;
        this.grace = grace;
        this.steps = steps;
        this.outages = outages;
    }

    /**
     * A pause whose beginning was dated by a clock that was wrong holds for claims all the same: when it began is not known, and
     * nothing that it kept from running is missed.
     */
    static Pause asClaimsSee(Pause pause, Instant now) {
        Instant ended = pause.ended();
        boolean wasAhead = pause.since().isAfter(now) || (ended != null && ended.isBefore(pause.since()));
        return wasAhead
                ? new Pause(pause.id(), pause.scope(), TaskMark.LONG_AGO, pause.until(), ended, pause.by())
                : pause;
    }

    Verdict of(Instant time) {
        if (!time.isAfter(purgedUntil)) {
            return Verdict.FORGOTTEN;
        }
        for (Pause pause : pauses) {
            if (pause.touches(time, time.plus(grace))) {
                return new Verdict(ExecutionState.SKIPPED, Reason.PAUSED, "paused" + pause.by());
            }
        }
        if (steps.stream().anyMatch(each -> each.contains(time))) {
            return Verdict.STEPPED;
        }
        return outages.stream().anyMatch(each -> each.contains(time)) ? Verdict.CUT_OFF : Verdict.DOWN;
    }

    /** The instants after one, up to and with another, after each of which another verdict may hold; the other is the last. */
    Collection<Instant> bounds(Instant from, Instant until) {
        NavigableSet<Instant> bounds = new TreeSet<>();
        bounds.add(until);
        bounds.add(purgedUntil);
        for (Pause pause : pauses) {
            addBefore(bounds, pause.since().minus(grace));
            addBefore(bounds, pause.until());
            addBefore(bounds, pause.ended());
        }
        for (List<Interval> intervals : List.of(steps, outages)) {
            for (Interval each : intervals) {
                addBefore(bounds, each.from());
                addBefore(bounds, each.until());
            }
        }
        return from.isBefore(until) ? bounds.subSet(from, false, until, true) : List.of();
    }

    private static void addBefore(NavigableSet<Instant> bounds, @Nullable Instant time) {
        if (time != null) {
            bounds.add(time.minusNanos(1));
        }
    }
}
