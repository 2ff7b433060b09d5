package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.thread.Printable;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes of runs that the store of claims was asked for. When it does not answer, the same runs are asked for again, until
 * their task's next scheduled time or their grace is over: after a gap only the latest scheduled time of a task may start
 * late. What is won, runs.
 *
 * @param putBack lets a run wait in the queue again; false where the queue takes nothing any more
 */
record ClaimAnswers(ClaimStore store, ClaimResults results, ClaimWindow window, Predicate<Run> putBack) {

    private static final Logger log = LoggerFactory.getLogger(ClaimAnswers.class);

    /** Tells what came of a run; whether it is to be asked for again, but not at once. */
    boolean deliver(Run run, Claim claim) {
        try {
            if (claim.isAnswer()) {
                run.storeAnswered();
            }
            return take(run, claim);
        } catch (Throwable unexpected) {
            log.error(
                    "{} failed after its claim came to {}; continuing", run, claim.outcome(), Printable.of(unexpected));
            fail(run, unexpected);
            return false;
        }
    }

    /** What has a row of ours ends with the error; of anything else, others know. */
    private void fail(Run run, Throwable unexpected) {
        if (run.isClaimed()) {
            results.ended(run, Outcome.failed(unexpected));
        } else {
            results.leftToOthers(run);
        }
    }

    private boolean take(Run run, Claim claim) {
        switch (claim.outcome()) {
            case WON -> results.won(run);
            case TAKEN -> results.taken(run);
            case BEHIND -> behind(run, claim.detail());
            case RECORDED -> recorded(run, claim.detail());
            case REFUSED -> results.ended(run, Outcome.skipped(Reason.OTHER_SERVER, claim.detail()));
            case NOT_ASKED -> putBackInTime(run);
            case CHANGED -> {
                return putBackInTime(run);
            }
            case UNLOCKED -> {
                run.markClaimed();
                return putBack(run);
            }
            case UNREACHABLE -> {
                return unanswered(run, claim.detail());
            }
        }
        return false;
    }

    private void behind(Run run, String detail) {
        log.warn("{} of {} could not be claimed any more: {}", run, run.scheduledTime(), detail);
        results.leftToOthers(run);
    }

    private void recorded(Run run, String detail) {
        log.warn("{} of {} could not be claimed any more, and is missed: {}", run, run.scheduledTime(), detail);
        results.taken(run);
    }

    private boolean unanswered(Run run, String problem) {
        run.storeFailed(problem);
        if (window.isOver(run) || (!run.isClaimed() && run.entry().runs().hasLater(run))) {
            giveUp(run);
            return false;
        }
        return putBack(run);
    }

    private boolean putBackInTime(Run run) {
        if (window.isOver(run)) {
            giveUp(run);
            return false;
        }
        return putBack(run);
    }

    private boolean putBack(Run run) {
        boolean back = run.entry().runs().move(run, Phase.CLAIMING, Phase.UNCLAIMED) && putBack.test(run);
        if (!back) {
            notAskedAnyMore(run);
        }
        return back;
    }

    /** The queue asks for nothing any more: whose claim was won without its lock is served, or given back. */
    void notAskedAnyMore(Run run) {
        if (run.isClaimed()) {
            results.won(run);
        } else if (run.waitsForStore()) {
            giveUp(run);
        } else {
            results.leftToOthers(run);
        }
    }

    /** The store has not answered in time: it does not start here. */
    void giveUp(Run run) {
        Run.Silence silence = run.silence();
        store.abandon(List.of(run.execution()));
        leave(
                run,
                Outcome.skipped(
                        Reason.NO_LOCK_STORE,
                        silence == null ? "the store could not be reached when it was due" : silence.problem()));
    }

    /** It ends before it was asked for, or before it was asked for again. */
    void notDue(Run run, Outcome outcome) {
        abandon(run);
        leave(run, outcome);
    }

    /** What the store was asked for without an answer is not wanted any more. */
    void abandon(Run run) {
        if (run.waitsForStore()) {
            store.abandon(List.of(run.execution()));
        }
    }

    /** Where all nodes together account for it, no record of this node alone says what became of it. */
    private void leave(Run run, Outcome outcome) {
        if (store.isAccounted()) {
            results.leftToOthers(run);
        } else {
            results.ended(run, outcome);
        }
    }
}
