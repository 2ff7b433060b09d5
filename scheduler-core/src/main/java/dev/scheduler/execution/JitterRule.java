package dev.scheduler.execution;

import dev.scheduler.TaskSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Puts a start off at random, by its task's jitter at most; the run holds no thread meanwhile. */
record JitterRule(RandomGenerator random, Rule next) implements Rule {

    private static final int SHARES = 1_000;

    @Override
    public Outcome pass(Run run) throws Exception {
        Duration jitter = run.definition().settings().jitter();
        if (jitter == null) {
            return next.pass(run);
        }
        run.continueAt(next);
        return Outcome.delayed(TaskSettings.bounded(jitter)
                .multipliedBy(random.nextInt(SHARES))
                .dividedBy(SHARES));
    }
}
