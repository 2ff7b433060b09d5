package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one task that have not ended, and the only place that changes where they stand: each method is one guarded step
 * of their {@link Phase}. Everything that lists runs asks here. Kept small, as there may be a hundred thousand tasks.
 */
final class TaskRuns {

    /** How many runs of a task that may overlap itself can wait for a thread. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration HICCUP = Duration.ofSeconds(1);

    /** The one that came last, and the others behind it. */
    private @Nullable Run newest;

    private @Nullable Instant latest;

    /** What an overlap policy says of a run that wants to start. */
    enum Entrance {
        OPEN,
        BLOCKED,
        PARKED,
        /** What stands in the way does not know itself yet whether it starts. */
        UNDECIDED
    }

    /**
     * Takes in a run whose scheduled time has come, unless too many wait for a thread already. One that is to be claimed waits
     * for no thread yet.
     */
    synchronized boolean accept(Run run, boolean claims, Overlap overlap) {
        boolean accepted = claims || waiting().isEmpty() || mayWaitToo(run, overlap);
        if (accepted) {
            add(run, claims ? Phase.UNCLAIMED : Phase.QUEUED);
            latest = run.scheduledTime();
        }
        return accepted;
    }

    /** A hiccup of the machine costs a task that is due many times a second nothing; it does not overlap by waiting. */
    private boolean mayWaitToo(Run run, Overlap overlap) {
        List<Run> waiting = waiting();
        Instant first = waiting.get(waiting.size() - 1).scheduledTime();
        return waiting.size() < MOST_WAITING
                && (overlap == Overlap.ALLOW
                        || Duration.between(first, run.scheduledTime()).compareTo(HICCUP) < 0);
    }

    /** Those that wait for a thread, newest first; catch-ups are bounded already, and never stand before a scheduled time. */
    private List<Run> waiting() {
        return list(run -> run.phase().isWaiting() && run.trigger() != Trigger.MISSED);
    }

    /** Takes in a run that was asked for by hand, or returns the one that stands in its way. */
    synchronized @Nullable Run acceptByHand(Run run, Overlap overlap) {
        Run blocker = blockerByHand(overlap);
        if (blocker == null) {
            add(run, Phase.QUEUED);
        }
        return blocker;
    }

    private @Nullable Run blockerByHand(Overlap overlap) {
        List<Run> inside = overlap == Overlap.SKIP ? inside() : List.of();
        List<Run> waiting = waiting();
        if (!inside.isEmpty()) {
            return inside.get(0);
        }
        return waiting.size() >= (overlap == Overlap.SKIP ? 1 : MOST_WAITING) ? waiting.get(0) : null;
    }

    /** Takes in a catch-up, behind those that wait already. */
    synchronized void acceptCatchUp(Run run, boolean claims) {
        add(run, claims ? Phase.UNCLAIMED : Phase.PARKED);
    }

    /**
     * Moves a run on; false where it has ended meanwhile.
     *
     * @throws IllegalStateException where it cannot go there from where it stands
     */
    synchronized boolean move(Run run, Phase to) {
        Phase from = run.phase();
        if (from == Phase.ENDED) {
            return false;
        }
        if (!from.leadsTo(to)) {
            throw new IllegalStateException(run + " cannot go from " + from + " to " + to);
        }
        run.enter(to);
        return true;
    }

    /** Moves a run on if it stands where the caller thinks. */
    synchronized boolean move(Run run, Phase from, Phase to) {
        return run.phase() == from && move(run, to);
    }

    /**
     * Lets a run start if the policy allows, or parks it until those inside have ended. What it replaces is told to stop before
     * anything can take its place.
     */
    synchronized Entrance enter(Run run, Overlap overlap) {
        List<Run> inside = inside();
        if (inside.isEmpty() || overlap == Overlap.ALLOW) {
            move(run, Phase.STARTING);
            return Entrance.OPEN;
        }
        if (run.trigger() == Trigger.MISSED) {
            move(run, Phase.PARKED);
            return Entrance.PARKED;
        }
        if (overlap == Overlap.SKIP || hasParkedTime()) {
            return inside.stream().allMatch(TaskRuns::mayBeRefused) ? Entrance.UNDECIDED : Entrance.BLOCKED;
        }
        move(run, Phase.PARKED);
        if (overlap == Overlap.REPLACE) {
            inside.forEach(each -> each.stop(ExecutionState.CANCELLED, "replaced by " + run.executionId()));
        }
        return Entrance.PARKED;
    }

    private static boolean mayBeRefused(Run run) {
        return run.phase() == Phase.STARTING && run.waitsForStore();
    }

    private boolean hasParkedTime() {
        return !list(run -> run.phase() == Phase.PARKED && run.trigger() != Trigger.MISSED)
                .isEmpty();
    }

    /** Takes a run out that stands where the caller thinks; false where it does not any more. */
    synchronized boolean end(Run run, Phase from) {
        return run.phase() == from && end(run);
    }

    /** Takes a run out; false where that was done before. */
    synchronized boolean end(Run run) {
        boolean first = move(run, Phase.ENDED);
        if (first) {
            remove(run);
        }
        return first;
    }

    /**
     * The parked run whose turn has come, on its way to a thread; null where there is none. A scheduled time comes before all
     * catch-ups, and those in the order in which they came.
     */
    synchronized @Nullable Run nextTurn() {
        List<Run> parked = in(Phase.PARKED);
        if (parked.isEmpty() || !inside().isEmpty()) {
            return null;
        }
        Run turn = parked.stream()
                .filter(run -> run.trigger() != Trigger.MISSED)
                .findFirst()
                .orElse(mayCatchUp() ? parked.get(parked.size() - 1) : null);
        if (turn != null) {
            move(turn, Phase.QUEUED);
        }
        return turn;
    }

    private boolean mayCatchUp() {
        return list(run -> run.phase().isBeforeStart()
                        && (run.trigger() != Trigger.MISSED || run.phase().isWaiting()))
                .isEmpty();
    }

    /** Whether a later scheduled time than the run's was accepted. */
    synchronized boolean hasLater(Run run) {
        return latest != null && latest.isAfter(run.scheduledTime());
    }

    /** Whether a claimed run of an earlier scheduled time has not started, and a later one may not wait beside it. */
    synchronized boolean hasClaimedWaiting(Run later, Overlap overlap) {
        return overlap != Overlap.ALLOW
                && !list(run -> run.isClaimed()
                                && run.trigger() != Trigger.MISSED
                                && !run.phase().isInside()
                                && isLongBefore(run, later))
                        .isEmpty();
    }

    private static boolean isLongBefore(Run run, Run later) {
        return Duration.between(run.scheduledTime(), later.scheduledTime()).compareTo(HICCUP) >= 0;
    }

    /** Whether there are runs, and so their ends to come. */
    synchronized boolean isBusy() {
        return newest != null;
    }

    /** The runs that are in the way of the next, newest first. */
    synchronized List<Run> inside() {
        return list(run -> run.phase().isInside());
    }

    /** The runs that were accepted and are not in the way of others, newest first. */
    synchronized List<Run> pending() {
        return list(run -> !run.phase().isInside());
    }

    /** All that have not ended, newest first. */
    synchronized List<Run> all() {
        return list(run -> true);
    }

    /** Those in a phase, newest first. */
    synchronized List<Run> in(Phase phase) {
        return list(run -> run.phase() == phase);
    }

    private List<Run> list(Predicate<Run> which) {
        List<Run> runs = Collections.emptyList();
        for (Run run = newest; run != null; run = run.next) {
            if (which.test(run)) {
                runs = runs.isEmpty() ? new ArrayList<>(1) : runs;
                runs.add(run);
            }
        }
        return runs;
    }

    private void add(Run run, Phase phase) {
        run.enter(phase);
        run.next = newest;
        newest = run;
    }

    private void remove(Run run) {
        Run rest = run.next;
        run.next = null;
        if (newest == run) {
            newest = rest;
            return;
        }
        for (Run before = newest; before != null; before = before.next) {
            if (before.next == run) {
                before.next = rest;
            }
        }
    }
}
