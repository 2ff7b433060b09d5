package dev.scheduler.execution;

import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Brings a run through its rules on the thread that it was given, until it has ended, or waits for something else than a
 * thread.
 *
 * @param whenEnded called with the task when one of its executions does not block the next any more
 */
record RunExecutor(Environment environment, Dispatcher dispatcher, Consumer<TaskEntry> whenEnded) {

    void execute(Run run) {
        if (!run.entry().runs().move(run, Phase.QUEUED, Phase.PASSING)) {
            return;
        }
        Outcome outcome = pass(run);
        if (outcome.next() == null) {
            dispatcher.end(run, outcome);
        } else {
            goOn(run, outcome);
        }
    }

    private static Outcome pass(Run run) {
        try {
            return run.way().pass(run);
        } catch (Throwable thrown) {
            return Outcome.failed(thrown);
        }
    }

    private void goOn(Run run, Outcome outcome) {
        Phase next = outcome.next();
        Duration later = outcome.later();
        if (outcome.equals(Outcome.NOT_STARTED)) {
            dispatcher.unstarted().endInHand(run);
        } else if (next == Phase.LOCKING && later != null) {
            askAgain(run, later);
        } else if (next == Phase.DELAYED && later != null) {
            delay(run, later);
        }
        if (dispatcher.isStopped()) {
            dispatcher.unstarted().end(run); // the stop may have looked for what waits before this did
        }
    }

    /** It holds no thread meanwhile, so that there is room for another. */
    private void delay(Run run, Duration later) {
        if (run.entry().runs().move(run, Phase.DELAYED)) {
            environment.threads().after(later, () -> requeue(run, Phase.DELAYED));
            dispatcher.wakeClaims();
        }
    }

    /** A run that was refused the lock, or not answered, asks again a little later, as long as it may. */
    private void askAgain(Run run, Duration later) {
        if (run.waitsForStore() && run.trigger() != Trigger.MISSED && (isOver(run) || hasLater(run))) {
            Run.Silence silence = run.silence();
            dispatcher.end(
                    run, Outcome.skipped(Reason.NO_LOCK_STORE, silence == null ? "no answer" : silence.problem()));
        } else {
            run.entry().runs().move(run, Phase.LOCKING);
            dispatcher.submit(run.entry().runs().nextTurn());
            environment.threads().after(later, () -> requeue(run, Phase.LOCKING));
        }
        whenEnded.accept(run.entry());
    }

    private static boolean hasLater(Run run) {
        return run.trigger() == Trigger.SCHEDULE && run.entry().runs().hasLater(run);
    }

    /** Whether the store has been silent for longer than the task may be late. */
    private boolean isOver(Run run) {
        Run.Silence silence = run.silence();
        return silence != null && environment.now().isAfter(silence.since().plus(DueDecision.grace(run.definition())));
    }

    /** A stop ends what waits by itself, and this thread waits for no store. */
    private void requeue(Run run, Phase from) {
        if (!dispatcher.isStopped() && run.entry().runs().move(run, from, Phase.QUEUED)) {
            dispatcher.submit(run);
        }
    }
}
