package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.NoSuchTaskException;
import dev.scheduler.Reason;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The ways in: what the timeline accepted, what was missed, what others gave back, and what was asked for by hand. */
record RunStarter(Environment environment, Dispatcher dispatcher, RuleChains chains, Coordination coordination) {

    /** Starts what the timeline accepted, in this order. */
    void start(List<Run> accepted) {
        List<Run> ready = new ArrayList<>(accepted.size());
        List<Run> claims = new ArrayList<>();
        for (Run run : accepted) {
            if (run.phase() == Phase.UNCLAIMED) {
                claims.add(run);
            } else {
                giveWay(run);
                ready.add(run);
            }
        }
        dispatcher.claim(claims);
        dispatcher.submit(ready);
    }

    /** What the store has kept waiting for its lock makes way for a later scheduled time of its task. */
    private void giveWay(Run later) {
        for (Run run : later.entry().runs().in(Phase.LOCKING)) {
            Run.Silence silence = run.silence();
            if (silence != null && run.trigger() != Trigger.MISSED) {
                dispatcher.endWaiting(run, Phase.LOCKING, Outcome.skipped(Reason.NO_LOCK_STORE, silence.problem()));
            }
        }
    }

    /** Starts what was missed, behind what its task runs now. */
    void catchUp(Run run) {
        if (dispatcher.isStopped()) {
            dispatcher.unstarted().end(run);
            return;
        }
        boolean claims = !run.isClaimed() && coordination.isOneServer(run.definition());
        run.entry().runs().acceptCatchUp(run, claims);
        if (claims) {
            start(List.of(run));
        } else {
            dispatcher.submit(run.entry().runs().nextTurn());
        }
    }

    /** Starts what was missed and has its row already. */
    void catchUp(TaskEntry entry, Execution claimed) {
        Rule chain = chains.of(entry.definition(), Trigger.MISSED);
        catchUp(new Run(environment, entry, claimed.id(), chain, claimed.scheduledTime(), Trigger.MISSED));
    }

    /** Accepts scheduled times of the last moments again that other nodes may have given back. */
    void askAgain(Collection<Run> runs) {
        List<Run> accepted = new ArrayList<>();
        for (Run run : runs) {
            if (run.entry().runs().accept(run, true, run.entry().overlap())) {
                accepted.add(run);
            }
        }
        start(accepted);
    }

    /**
     * Starts a task by hand.
     *
     * @throws NoSuchTaskException where it was removed meanwhile
     * @throws TaskRefusedException where its overlap policy forbids it on this node
     */
    Run runNow(TaskEntry entry) {
        Rule chain = chains.of(entry.definition(), Trigger.MANUAL);
        Run run = new Run(environment, entry, chain, environment.now(), Trigger.MANUAL, environment.now());
        Run blocker = entry.runs().acceptByHand(run, entry.overlap());
        if (blocker != null) {
            throw new TaskRefusedException("\"" + entry.name() + "\" is already running, or about to, as execution "
                    + blocker.executionId() + " on " + blocker.node() + ".");
        }
        if (entry.isRemoved()) {
            dispatcher.settle(run);
            throw new NoSuchTaskException(entry.name(), null);
        }
        dispatcher.submit(run);
        return run;
    }
}
