package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution, or a run of equal skips or misses as one.
 *
 * @param firstScheduledTime the earliest of several; left out where there is one
 * @param count how many scheduled times this stands for; left out where it is one
 * @param output the end of what it wrote; only where one task is asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExecutionRow(
        String id,
        Instant scheduledTime,
        @Nullable Instant firstScheduledTime,
        @Nullable Long count,
        String trigger,
        int attempts,
        String node,
        String state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Duration lateness,
        @Nullable Duration duration,
        @Nullable String error,
        @Nullable String output) {

    static @Nullable ExecutionRow of(@Nullable Execution execution) {
        return execution == null ? null : row(execution, null);
    }

    static List<ExecutionRow> of(List<Execution> executions) {
        return executions.stream().map(execution -> row(execution, null)).toList();
    }

    static ExecutionRow withOutput(Execution execution) {
        return row(execution, execution.output());
    }

    private static ExecutionRow row(Execution execution, @Nullable String output) {
        boolean many = execution.count() > 1;
        return new ExecutionRow(
                execution.id(),
                execution.scheduledTime(),
                many ? execution.firstScheduledTime() : null,
                many ? execution.count() : null,
                execution.trigger().name(),
                execution.attempts(),
                execution.node(),
                execution.state().name(),
                execution.reason() == null ? null : execution.reason().name(),
                execution.detail(),
                execution.start(),
                execution.end(),
                execution.lateness(),
                execution.duration(),
                execution.error(),
                output);
    }
}
