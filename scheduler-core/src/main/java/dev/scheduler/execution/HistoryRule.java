package dev.scheduler.execution;

import java.time.InstantSource;

/** Tells of the start and of the end, whatever comes back from the body. */
record HistoryRule(InstantSource clock, Teller teller, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) {
        Run.Stop stop = run.stopped();
        Outcome outcome = stop == null ? started(run) : Outcome.stopped(stop.state(), stop.detail(), null);
        teller.ended(run, outcome, clock.instant());
        return outcome;
    }

    private Outcome started(Run run) {
        run.start(clock.instant());
        teller.started(run);
        return guarded(run);
    }

    private Outcome guarded(Run run) {
        try {
            return next.pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }
}
