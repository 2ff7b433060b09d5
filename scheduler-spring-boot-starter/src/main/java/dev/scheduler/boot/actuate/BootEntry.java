package dev.scheduler.boot.actuate;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.TaskView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task of ours under the keys that Boot's own document has for tasks of Spring's, spelled exactly as Boot spells them.
 * Tools such as Spring Boot Admin read these.
 */
sealed interface BootEntry {

    /** A task with a cron expression. */
    record Cron(
            Target runnable,
            String expression,
            @Nullable NextExecution nextExecution,
            @Nullable LastExecution lastExecution)
            implements BootEntry {}

    /** A task with an interval in milliseconds. */
    record Interval(
            Target runnable,
            long initialDelay,
            long interval,
            @Nullable NextExecution nextExecution,
            @Nullable LastExecution lastExecution)
            implements BootEntry {}

    /** What is run. */
    record Target(String target) {}

    /** When it is run next. */
    record NextExecution(Instant time) {

        /** Nothing for a paused task: its next scheduled time will be skipped. */
        static @Nullable NextExecution of(TaskView view) {
            return view.next() == null || view.paused() ? null : new NextExecution(view.next());
        }
    }

    /** When it last started, and what became of that: {@code STARTED}, {@code SUCCESS} or {@code ERROR}. */
    record LastExecution(
            String status, @Nullable Instant time, @Nullable ExceptionInfo exception) {

        static @Nullable LastExecution of(@Nullable Execution last) {
            if (last == null) {
                return null;
            }
            return switch (last.state()) {
                case RUNNING -> new LastExecution("STARTED", last.start(), null);
                case SUCCEEDED -> new LastExecution("SUCCESS", last.start(), null);
                default -> new LastExecution("ERROR", last.start(), ExceptionInfo.of(last));
            };
        }
    }

    /** What an execution failed with. */
    record ExceptionInfo(String type, @Nullable String message) {

        /** An error begins with its class and message. What was stopped says by its state what happened to it. */
        static ExceptionInfo of(Execution failed) {
            String error = failed.error();
            if (error == null || failed.state() != ExecutionState.FAILED) {
                return new ExceptionInfo(failed.state().name(), failed.detail());
            }
            error = error.split("\ncaused by ", 2)[0];
            int colon = error.indexOf(": ");
            return colon < 0
                    ? new ExceptionInfo(error, null)
                    : new ExceptionInfo(error.substring(0, colon), error.substring(colon + 2));
        }
    }
}
