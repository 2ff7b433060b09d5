package dev.scheduler.execution;

import org.jspecify.annotations.Nullable;

/** The end of every chain: one try of the task's body. */
record BodyRule() implements Rule {

    @Override
    public Outcome pass(Run run) {
        Throwable error = run.enterTry() ? tryOnce(run) : null;
        Interrupts.Stop stop = run.stopped();
        if (stop != null) {
            return Outcome.stopped(stop.state(), stop.detail(), error);
        }
        return error == null ? Outcome.SUCCEEDED : Outcome.failed(error);
    }

    private static @Nullable Throwable tryOnce(Run run) {
        try {
            run.definition().handler().run(run);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            run.leave();
        }
    }
}
