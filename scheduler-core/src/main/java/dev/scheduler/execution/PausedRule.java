package dev.scheduler.execution;

import dev.scheduler.Pause;
import dev.scheduler.Reason;
import java.time.InstantSource;

/** Lets nothing be caught up on while its task is paused. */
record PausedRule(InstantSource clock, PauseBook pauses, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        Pause pause = pauses.inForce(run.entry(), clock.instant());
        return pause == null ? next.pass(run) : Outcome.skipped(Reason.PAUSED, PauseBook.words(pause));
    }
}
