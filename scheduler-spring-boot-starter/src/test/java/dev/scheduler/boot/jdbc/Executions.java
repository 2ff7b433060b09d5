package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes executions. */
final class Executions {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    private Executions() {}

    static Execution running(String task, int second, String node) {
        return of("id" + IDS.incrementAndGet(), task, second, node, ExecutionState.RUNNING, null);
    }

    static Execution of(String task, int second, ExecutionState state, @Nullable Reason reason) {
        return of(task + second, task, second, "node", state, reason);
    }

    static Execution missed(String task, int second) {
        return of("id" + IDS.incrementAndGet(), task, second, "node", ExecutionState.MISSED, Reason.NODE_DOWN);
    }

    private static Execution of(
            String id, String task, int second, String node, ExecutionState state, @Nullable Reason reason) {
        Instant at = at(second);
        boolean run = state.isRun();
        Instant end = state.isFinal() ? at.plusMillis(20) : null;
        return new Execution(
                id,
                task,
                at,
                at,
                1,
                Trigger.SCHEDULE,
                run ? 1 : 0,
                node,
                state,
                reason,
                null,
                run ? at.plusMillis(1) : null,
                end,
                null,
                null);
    }

    /** The same, ended with an error and an output. */
    static Execution ended(Execution execution, ExecutionState state, @Nullable String error, @Nullable String output) {
        return ended(execution, state, null, error, output);
    }

    /** The same, but not started. */
    static Execution skipped(Execution execution, Reason reason) {
        return ended(execution, ExecutionState.SKIPPED, reason, null, null);
    }

    private static Execution ended(
            Execution execution,
            ExecutionState state,
            @Nullable Reason reason,
            @Nullable String error,
            @Nullable String output) {
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
                "detail",
                execution.start(),
                execution.scheduledTime().plusMillis(20),
                error,
                output);
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
