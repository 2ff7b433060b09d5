package dev.scheduler.execution;

import dev.scheduler.Pause;
import dev.scheduler.Reason;
import java.time.InstantSource;

/** Lets nothing be caught up on while its task is paused, nor where it does not run by itself any more. */
record PausedRule(InstantSource clock, PauseBook pauses, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        if (!run.entry().isCandidate()) {
            return Outcome.missed(Reason.NODE_DOWN, "its task was removed or disabled before it could be made up for");
        }
        Pause pause = pauses.inForce(run.entry(), clock.instant());
        return pause == null ? next.pass(run) : Outcome.skipped(Reason.PAUSED, PauseBook.words(pause));
    }
}
