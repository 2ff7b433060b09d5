package dev.scheduler.execution;

import dev.scheduler.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps a task from running over itself on this node, as its overlap policy says. From here on a run is in the way of the
 * next, until it has ended or asks for its lock again.
 *
 * @param mayStart whether a run may start still; not while the scheduler stops
 */
record OverlapRule(Predicate<Run> mayStart, Rule next) implements Rule {

    /** After this a run asks for its lock again, or whether it has an earlier one before it. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    @Override
    public Outcome pass(Run run) throws Exception {
        run.continueAt(this);
        if (!mayStart.test(run)) {
            return Outcome.NOT_STARTED;
        }
        return switch (run.entry().runs().enter(run, run.entry().overlap())) {
            case OPEN -> next.pass(run);
            case BLOCKED ->
                Outcome.skipped(Reason.OVERLAPPING, blockers(run.entry().runs().inside()));
            case PARKED -> Outcome.PARKED;
            case UNDECIDED -> undecided(run);
        };
    }

    /** It asks again a little later, and is the one to start if the store answers by then. */
    private static Outcome undecided(Run run) {
        run.storeFailed("the store had not answered an earlier execution yet");
        return Outcome.locking(ASK_AGAIN);
    }

    private static String blockers(List<Run> running) {
        return running.isEmpty()
                ? "an earlier execution was just ending"
                : "execution " + running.get(0).executionId() + ", due at "
                        + running.get(0).scheduledTime() + ", was still running";
    }
}
