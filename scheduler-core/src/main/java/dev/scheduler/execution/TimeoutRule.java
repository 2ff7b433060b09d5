package dev.scheduler.execution;

import java.time.Duration;

/** Interrupts a try that takes longer than the task's timeout. The run ends when its thread has really ended. */
record TimeoutRule(Alarms alarms, Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        Duration timeout = run.definition().settings().timeout();
        if (timeout == null) {
            return next.pass(run);
        }
        int attempt = run.attempt() + 1;
        String detail = "timed out after " + DurationWords.of(timeout);
        Alarms.Alarm alarm = alarms.after(timeout, () -> run.timeOut(attempt, detail));
        try {
            return next.pass(run);
        } finally {
            alarm.cancel();
        }
    }
}
