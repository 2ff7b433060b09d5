package dev.scheduler.execution;

import java.time.InstantSource;

/** Marks the start and the end of what runs, whatever comes back from the body. */
record HistoryRule(InstantSource clock, ExecutionReporter reporter, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) {
        Interrupts.Stop stop = run.stopped();
        if (stop != null) {
            return Outcome.stopped(stop.state(), stop.detail(), null);
        }
        run.entry().runs().move(run, Phase.RUNNING);
        run.record().start(clock.instant());
        reporter.started(run);
        Outcome outcome = guarded(run);
        run.record().finish(clock.instant());
        return outcome;
    }

    private Outcome guarded(Run run) {
        try {
            return next.pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }
}
