package dev.scheduler.execution;

import dev.scheduler.Reason;
import java.util.function.BooleanSupplier;

/** Skips the scheduled times of a task that is paused, by itself or with the whole scheduler. */
record PausedRule(BooleanSupplier allPaused, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        if (run.entry().isPaused()) {
            return Outcome.skipped(Reason.PAUSED, "the task is paused");
        }
        if (allPaused.getAsBoolean()
                && !Boolean.TRUE.equals(run.definition().settings().evenWhenPaused())) {
            return Outcome.skipped(Reason.PAUSED, "the scheduler is paused");
        }
        return next.pass(run);
    }
}
