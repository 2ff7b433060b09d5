package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the records that a judge writes. */
final class Judged {

    private Judged() {}

    /** The same execution with a verdict. */
    static Execution as(
            Execution execution, ExecutionState state, Reason reason, String detail, @Nullable Instant end) {
        return new Execution(
                execution.id(),
                execution.task(),
                execution.scheduledTime(),
                execution.firstScheduledTime(),
                execution.count(),
                execution.trigger(),
                execution.attempts(),
                execution.node(),
                state,
                reason,
                detail,
                execution.start(),
                end,
                execution.error(),
                execution.output());
    }

    /** The record of scheduled times that did not become runs. */
    static Execution times(String id, String node, String task, Gap gap, Verdict verdict, Instant end) {
        return new Execution(
                id,
                task,
                gap.last(),
                gap.first(),
                gap.count(),
                Trigger.SCHEDULE,
                0,
                node,
                verdict.state(),
                verdict.reason(),
                verdict.detail(),
                null,
                end,
                null,
                null);
    }

    /** An execution that is to make up for a missed scheduled time, as its row says when it is claimed. */
    static Execution catchUp(String id, String node, String task, Instant time) {
        return new Execution(
                id,
                task,
                time,
                time,
                1,
                Trigger.MISSED,
                0,
                node,
                ExecutionState.RUNNING,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
