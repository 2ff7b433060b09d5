package dev.scheduler.execution;

import dev.scheduler.Backoff;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries an execution again until it succeeds, is cancelled, has used up its tries or would pass its deadline. */
record RetryRule(Environment environment, Rule next) implements Rule {

    private static final Logger log = LoggerFactory.getLogger(RetryRule.class);

    @Override
    public Outcome pass(Run run) throws Exception {
        Outcome outcome = next.pass(run);
        while (isWorthAnother(run, outcome) && isWithinDeadline(run)) {
            tellOf(run, outcome);
            if (!sleep(run)) {
                return cancelled(run, outcome);
            }
            outcome = next.pass(run);
        }
        return outcome;
    }

    private static boolean isWorthAnother(Run run, Outcome outcome) {
        return (outcome.state() == ExecutionState.FAILED || outcome.state() == ExecutionState.TIMED_OUT)
                && run.attempt() < maxTries(run);
    }

    private boolean isWithinDeadline(Run run) {
        Instant latest = DeadlineRule.latestStart(run);
        return latest == null
                || !environment.now().plus(TaskSettings.bounded(wait(run))).isAfter(latest);
    }

    private static void tellOf(Run run, Outcome outcome) {
        log.warn(
                "{} failed at try {} of {}, again in {}: {}",
                run,
                run.attempt(),
                maxTries(run),
                DurationWords.of(wait(run)),
                outcome.error() == null ? outcome.detail() : ErrorText.of(outcome.error()));
    }

    /** Whether the wait went by undisturbed. */
    private boolean sleep(Run run) {
        run.forgetTimeOut();
        if (!run.enter()) {
            return false;
        }
        try {
            environment.threads().sleep(TaskSettings.bounded(wait(run)));
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        } finally {
            run.leave();
        }
    }

    private static Outcome cancelled(Run run, Outcome lastTry) {
        Interrupts.Stop stop = run.stopped();
        return stop == null
                ? lastTry
                : Outcome.stopped(stop.state(), stop.detail() + " while it waited to be tried again", lastTry.error());
    }

    private static int maxTries(Run run) {
        return Objects.requireNonNullElse(run.definition().settings().maxTries(), 1);
    }

    private static Duration wait(Run run) {
        TaskSettings settings = run.definition().settings();
        Backoff backoff = settings.backoff();
        return backoff == null ? Duration.ZERO : backoff.after(run.attempt());
    }
}
