package dev.scheduler.execution;

import dev.scheduler.Reason;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps a task from running over itself on this node, as its overlap policy says, and the register of what runs.
 *
 * @param again takes a parked run whose turn has come; it passes the rules from this one on
 */
record OverlapRule(Consumer<Run> again, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        return switch (run.entry().enter(run)) {
            case OPEN -> entered(run);
            case BLOCKED ->
                Outcome.skipped(Reason.OVERLAPPING, blockers(run.entry().running()));
            case PARKED -> Outcome.PARKED;
            case UNDECIDED -> undecided(run);
        };
    }

    /** It asks again a little later, and is the one to start if the store answers by then. */
    private static Outcome undecided(Run run) {
        run.storeFailed("the store had not answered an earlier execution yet");
        return Outcome.STANDS_BY;
    }

    private Outcome entered(Run run) throws Exception {
        try {
            return next.pass(run);
        } finally {
            Run parked = run.entry().leave(run);
            if (parked != null) {
                again.accept(parked);
            }
        }
    }

    private static String blockers(List<Run> running) {
        return running.isEmpty()
                ? "an earlier execution was just ending"
                : "execution " + running.get(0).executionId() + ", due at "
                        + running.get(0).scheduledTime() + ", was still running";
    }
}
