package dev.scheduler.execution;

import dev.scheduler.TaskCondition;
import org.jspecify.annotations.Nullable;

/** Asks the task's profiles and conditions, in their order; the first no ends the execution. */
record ConditionRule(Rule next) implements Rule {

    @Override
    public Outcome pass(Run run) throws Exception {
        for (TaskCondition condition : run.definition().conditions()) {
            Outcome no = ask(condition, run);
            if (no != null) {
                return no;
            }
        }
        return next.pass(run);
    }

    private static @Nullable Outcome ask(TaskCondition condition, Run run) {
        try {
            return condition.test().test(run) ? null : Outcome.skipped(condition.reason(), condition.text());
        } catch (Throwable thrown) {
            return Outcome.skipped(condition.reason(), condition.text() + " threw " + ErrorText.of(thrown));
        }
    }
}
