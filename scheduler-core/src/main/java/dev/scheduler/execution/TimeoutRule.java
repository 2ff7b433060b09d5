package dev.scheduler.execution;

import dev.scheduler.TaskSettings;
import dev.scheduler.thread.Threads;
import java.time.Duration;

/** Interrupts a try that takes longer than the task's timeout. The run ends when its thread has really ended. */
record TimeoutRule(Threads threads, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        Duration timeout = run.definition().settings().timeout();
        if (timeout == null) {
            return next.pass(run);
        }
        int attempt = run.attempt() + 1;
        String detail = "timed out after " + DurationWords.of(timeout);
        Runnable cancel = threads.after(TaskSettings.bounded(timeout), () -> run.timeOut(attempt, detail));
        try {
            return next.pass(run);
        } finally {
            cancel.run();
        }
    }
}
