package dev.scheduler.execution;

import dev.scheduler.ExecutionState;
import dev.scheduler.Overlap;
import dev.scheduler.Reason;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.lock.Attempt;
import dev.scheduler.lock.Hold;
import dev.scheduler.lock.Lease;
import dev.scheduler.lock.OverlapLocks;
import java.time.Duration;

/**
 * Keeps a task from running over itself in the cluster: the body runs under a lock named after the task, held until its
 * thread has really ended. Where the lock is about to be lost, the run is told to stop.
 */
record LockRule(OverlapLocks locks, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        run.storeFailed("the store has not answered yet");
        Attempt attempt = locks.acquire(
                run.task(), run.owner(), lease(run.definition()), loss -> run.stop(ExecutionState.LOST, loss));
        Hold hold = attempt.hold();
        if (hold != null) {
            return held(run, hold);
        }
        if (attempt.outcome() == Attempt.Outcome.UNREACHABLE) {
            run.storeFailed(attempt.detail());
            return Outcome.locking(OverlapRule.ASK_AGAIN);
        }
        run.storeAnswered();
        return waitsForTurn(run)
                ? Outcome.locking(OverlapRule.ASK_AGAIN)
                : Outcome.skipped(Reason.OVERLAPPING, attempt.detail());
    }

    private Outcome held(Run run, Hold hold) throws Exception {
        run.storeAnswered();
        run.holdsLock(hold);
        try {
            Outcome outcome = next.pass(run);
            return run.record().isStarted() && run.stopIfLockLost() ? lost(run, outcome) : outcome;
        } finally {
            run.holdsLock(null);
            hold.release();
        }
    }

    /** It ran on after its lock had ended, so another may have run beside it. */
    private static Outcome lost(Run run, Outcome outcome) {
        Interrupts.Stop stop = run.stopped();
        return stop == null ? outcome : Outcome.stopped(stop.state(), stop.detail(), outcome.error());
    }

    /** One execution may wait for others to end if the policy says so; catch-ups always do. */
    private static boolean waitsForTurn(Run run) {
        return run.trigger() == Trigger.MISSED
                || (run.entry().overlap() == Overlap.QUEUE
                        && run.entry().runs().in(Phase.LOCKING).isEmpty());
    }

    static Lease lease(TaskDefinition definition) {
        Duration length = definition.settings().lease();
        return length == null ? Lease.DEFAULT : new Lease(length);
    }
}
