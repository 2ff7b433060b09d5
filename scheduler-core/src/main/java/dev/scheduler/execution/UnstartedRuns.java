package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was accepted and does not start any more, as the scheduler stops. */
final class UnstartedRuns {

    private static final Logger log = LoggerFactory.getLogger(UnstartedRuns.class);

    private final Coordination coordination;
    private final Dispatcher exit;

    UnstartedRuns(Coordination coordination, Dispatcher exit) {
        this.coordination = coordination;
        this.exit = exit;
    }

    /** Ends those that nobody has in hand: what a thread has or the store is asked for finds out by itself. */
    void end(Collection<Run> runs) {
        endTaken(runs.stream().filter(UnstartedRuns::takeFromPhase).toList());
    }

    /** The same of one. */
    void end(Run run) {
        end(List.of(run));
    }

    private static boolean takeFromPhase(Run run) {
        Phase seen = run.phase();
        boolean waits = !seen.isInside() && seen != Phase.PASSING && seen != Phase.CLAIMING && seen != Phase.ENDING;
        return waits && run.entry().runs().move(run, seen, Phase.ENDING);
    }

    /** Ends one that the calling thread has in hand. */
    void endInHand(Run run) {
        if (run.entry().runs().move(run, Phase.ENDING)) {
            endTaken(List.of(run));
        }
    }

    /** What was won is given back where others may take it; of everything else it is told what became of it. */
    private void endTaken(Collection<Run> runs) {
        Set<String> taken = giveBack(runs.stream().filter(this::mayBeGivenBack).toList());
        for (Run run : runs) {
            if (taken.contains(run.executionId())) {
                exit.settle(run);
            } else {
                exit.end(run, outcome(run));
            }
        }
    }

    private Set<String> giveBack(List<Run> won) {
        List<Execution> executions = won.stream().map(Run::execution).toList();
        try {
            return executions.isEmpty() ? Set.of() : coordination.claimStore().giveBack(executions);
        } catch (Throwable unexpected) {
            log.error(
                    "The store of claims failed; what was to be given back is left to the judgement of others",
                    unexpected);
            return Set.of();
        }
    }

    private boolean mayBeGivenBack(Run run) {
        return run.trigger() == Trigger.SCHEDULE && hasRow(run);
    }

    private boolean hasRow(Run run) {
        return run.isClaimed() && coordination.isAccountedFor(run.definition());
    }

    /** What becomes of one that does not start: where its row is there, others decide whether it is caught up on. */
    Outcome outcome(Run run) {
        return hasRow(run)
                ? Outcome.UNDECIDED
                : Outcome.missed(Reason.NODE_DOWN, "the scheduler was stopped before it could start");
    }
}
