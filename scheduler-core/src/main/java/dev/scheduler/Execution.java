package dev.scheduler;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task, or one scheduled time that did not become a run. Immutable: each step of its life is a new value.
 *
 * @param id unique among all nodes; later executions of a node sort after earlier ones
 * @param task the task's name
 * @param scheduledTime the nominal instant; for {@link Trigger#MANUAL} the instant it was asked for
 * @param firstScheduledTime equal to {@code scheduledTime}, but for a run of equal skips or misses the earliest of them
 * @param count how many scheduled times this stands for: 1, more only where equal skips or misses were merged
 * @param trigger why it was started
 * @param attempts how many tries were begun, 0 where the body was never started
 * @param node the node that ran or judged it
 * @param state where it stands
 * @param reason why it did not run; set for {@code SKIPPED} and {@code MISSED} alone
 * @param detail what lies behind the reason or the state, for people: the blocker's id, the condition's text
 * @param start when the body was first started, by the database's time where history is in one, else by the node's clock; null
 *     where it never was
 * @param end when the outcome was known, by the same time; null while running
 * @param error the last try's error with its causes, for people
 * @param output the end of what the task wrote, where output is captured
 */
public record Execution(
        String id,
        String task,
        Instant scheduledTime,
        Instant firstScheduledTime,
        long count,
        Trigger trigger,
        int attempts,
        String node,
        ExecutionState state,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String error,
        @Nullable String output) {

    /** How long it ran, from the first start to the end; null where it did not start or has not ended. */
    public @Nullable Duration duration() {
        return start == null || end == null ? null : Duration.between(start, end);
    }

    /** How long after its scheduled time it started; null where it did not start. */
    public @Nullable Duration lateness() {
        return start == null ? null : Duration.between(scheduledTime, start);
    }

    /** This skip or miss and an equal one that was told before it as one entry, with this one's detail and id. */
    public Execution mergedWith(Execution earlier) {
        return new Execution(
                id,
                task,
                earlier.scheduledTime.isAfter(scheduledTime) ? earlier.scheduledTime : scheduledTime,
                earlier.firstScheduledTime.isBefore(firstScheduledTime)
                        ? earlier.firstScheduledTime
                        : firstScheduledTime,
                earlier.count + count,
                trigger,
                attempts,
                node,
                state,
                reason,
                detail,
                start,
                end,
                error,
                output);
    }
}
