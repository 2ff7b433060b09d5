package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;

/**
 * Takes the lock named after a one-server task for an execution whose claim took no lock: started by hand, or caught up. Another
 * execution of ours never refuses it, a plain user of ShedLock that holds the lock does.
 */
record ClaimLockRule(ClaimStore claims, OverlapLocks locks, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        Claim claim = claims.lock(run.execution(), run.following());
        return switch (claim.outcome()) {
            case WON -> held(run);
            case REFUSED -> Outcome.skipped(Reason.OTHER_SERVER, claim.detail());
            default -> unanswered(run, claim.detail());
        };
    }

    private Outcome held(Run run) throws Exception {
        run.storeAnswered();
        run.keepsClaimLock(locks.keep(run.task(), run.owner(), LockRule.lease(run.definition())));
        return next.pass(run);
    }

    private static Outcome unanswered(Run run, String problem) {
        run.storeFailed(problem);
        return Outcome.locking(OverlapRule.ASK_AGAIN);
    }
}
