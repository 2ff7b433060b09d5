package dev.scheduler.execution;

import dev.scheduler.Execution;
import dev.scheduler.Explanation;
import dev.scheduler.Pause;
import dev.scheduler.TaskDefinition;
import dev.scheduler.Trigger;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers what became of a task at an instant.
 *
 * @param task the task as it is now
 * @param since since when it has its timing on this node
 * @param openSince since when this node waits for scheduled times; null where it does not
 * @param now the time of asking
 * @param pause what pauses it now; null where nothing does
 * @param pending what was accepted and has not started
 * @param executions what is known of it, newest first
 * @param accounted whether all nodes together account for it, and {@code executions} are theirs
 */
record Explainer(
        TaskDefinition task,
        Instant since,
        @Nullable Instant openSince,
        Instant now,
        @Nullable Pause pause,
        List<Run> pending,
        List<Execution> executions,
        boolean accounted) {

    /** For how long after its grace a time without a record is thought to be waiting for one; a rare sweep may take longer. */
    private static final Duration ACCOUNTING = Duration.ofMinutes(1);

    /** A schedule that throws is an answer too. */
    Explanation explain(Instant at) {
        try {
            return answer(at);
        } catch (RuntimeException broken) {
            String answer = "Nothing can be said of " + at + ": the schedule of " + task.name() + " threw "
                    + ErrorText.of(broken);
            return new Explanation(task.name(), at, answer, null, List.of());
        }
    }

    private Explanation answer(Instant at) {
        if (!(task.timing() instanceof Schedule schedule)) {
            return aroundDelay(at);
        }
        Instant scheduled = atOrBefore(schedule, at);
        Instant following = schedule.next(at);
        List<Instant> nearest =
                Stream.of(scheduled, following).filter(Objects::nonNull).toList();
        Execution found = scheduled == null ? null : standingFor(scheduled);
        return new Explanation(task.name(), at, answer(at, scheduled, following, found), found, nearest);
    }

    private static @Nullable Instant atOrBefore(Schedule schedule, Instant at) {
        return at.equals(schedule.next(at.minusNanos(1))) ? at : schedule.previous(at);
    }

    /** What ran says more than what another node skipped. */
    private @Nullable Execution standingFor(Instant scheduled) {
        List<Execution> found = executions.stream()
                .filter(each -> each.trigger() != Trigger.MANUAL)
                .filter(each ->
                        !scheduled.isBefore(each.firstScheduledTime()) && !scheduled.isAfter(each.scheduledTime()))
                .toList();
        return found.stream()
                .filter(each -> each.state().isRun())
                .findFirst()
                .orElse(found.isEmpty() ? null : found.get(0));
    }

    private String answer(
            Instant at, @Nullable Instant scheduled, @Nullable Instant following, @Nullable Execution found) {
        String due = at.equals(scheduled) ? "" : notDue(at, scheduled, following);
        if (found != null) {
            return due + became(found);
        }
        return scheduled == null || (!due.isEmpty() && scheduled.isAfter(now)) ? due.trim() : due + unknown(scheduled);
    }

    private String notDue(Instant at, @Nullable Instant scheduled, @Nullable Instant following) {
        return task.name() + " was not due at " + at + " (" + task.timing() + "): the scheduled time before was "
                + Objects.requireNonNullElse(scheduled, "never") + ", the one after "
                + Objects.requireNonNullElse(following, "never") + ". ";
    }

    private String unknown(Instant scheduled) {
        if (!task.isEnabled()) {
            return task.name() + " is disabled: it runs by hand only.";
        }
        if (!task.inProfile()) {
            return task.name() + " is for the profiles \"" + task.settings().profiles()
                    + "\", which this node does not have: it is listed only.";
        }
        if (accounted) {
            return waits(run -> run.scheduledTime().equals(scheduled)).orElseGet(() -> ofNoNode(scheduled));
        }
        if (!scheduled.isAfter(since)) {
            return "At " + scheduled + " this node did not have " + task.name()
                    + " yet, or not with this schedule: it has it since " + since + ".";
        }
        return waits(run -> run.scheduledTime().equals(scheduled)).orElseGet(() -> unattended(scheduled));
    }

    private Optional<String> waits(Predicate<Run> meant) {
        return pending.stream()
                .filter(run -> run.trigger() != Trigger.MANUAL)
                .filter(meant)
                .findFirst()
                .map(run -> task.name() + " at " + run.scheduledTime() + waits(run));
    }

    private static String waits(Run run) {
        boolean claiming = !run.isClaimed() && (run.phase() == Phase.UNCLAIMED || run.phase() == Phase.CLAIMING);
        return claiming
                ? ": this node waits to claim it, as execution " + run.executionId() + ", unless another node does."
                : ": accepted as execution " + run.executionId()
                        + ", it waits for a thread, its jitter or its turn and has not started.";
    }

    private String ofNoNode(Instant scheduled) {
        Duration grace = DueDecision.grace(task);
        if (scheduled.isAfter(now)) {
            return unattended(scheduled);
        }
        if (pause != null
                && !scheduled.isBefore(pause.since())
                && scheduled.plus(grace).plus(ACCOUNTING).isAfter(now)) {
            return "No node claims " + scheduled + ": " + PauseBook.words(pause) + ". It is recorded as skipped.";
        }
        return scheduled.plus(grace).plus(ACCOUNTING).isAfter(now)
                ? "No node has claimed " + scheduled + " so far; what none claims within " + DurationWords.of(grace)
                        + " is recorded as missed."
                : forgotten(scheduled);
    }

    private String unattended(Instant scheduled) {
        if (openSince == null) {
            return "This node waits for no scheduled times: its scheduler is not started.";
        }
        if (scheduled.isAfter(now)) {
            return task.name() + " is due at " + scheduled + ", in "
                    + DurationWords.of(Duration.between(now, scheduled)) + paused() + ".";
        }
        return scheduled.isAfter(openSince)
                ? forgotten(scheduled)
                : "At " + scheduled + " this node did not wait for scheduled times: its scheduler runs since "
                        + openSince + ".";
    }

    private String paused() {
        return pause == null ? "" : ", and is skipped unless it is resumed before: " + PauseBook.words(pause);
    }

    private String forgotten(Instant scheduled) {
        return "Of " + scheduled + " nothing is kept any more: the history of " + task.name() + " begins at "
                + (executions.isEmpty()
                        ? since
                        : executions.get(executions.size() - 1).firstScheduledTime()) + ".";
    }

    private String became(Execution execution) {
        String what = task.name() + " at " + execution.scheduledTime() + ": ";
        return switch (execution.state()) {
            case RUNNING ->
                what
                        + (execution.start() == null
                                ? "runs on " + execution.node() + ", or is about to."
                                : "runs on " + execution.node() + " since " + execution.start() + ".");
            case SUCCEEDED -> what + "succeeded on " + execution.node() + " " + timing(execution) + ".";
            case FAILED ->
                what + "failed on " + execution.node() + " at try " + execution.attempts() + " " + timing(execution)
                        + ": " + execution.error();
            case TIMED_OUT, CANCELLED, LOST ->
                what + execution.state() + " on " + execution.node() + " " + timing(execution) + ": "
                        + execution.detail() + ".";
            case SKIPPED, MISSED ->
                task.name() + " " + series(execution) + ": " + execution.state() + ", " + execution.reason() + ": "
                        + execution.detail() + ".";
        };
    }

    private static String series(Execution execution) {
        return execution.count() == 1
                ? "at " + execution.scheduledTime()
                : execution.count() + " times from " + execution.firstScheduledTime() + " to "
                        + execution.scheduledTime();
    }

    private static String timing(Execution execution) {
        Duration lateness = execution.lateness();
        Duration duration = execution.duration();
        return lateness == null || duration == null
                ? "without having started"
                : "after " + DurationWords.of(duration) + ", started " + DurationWords.of(lateness) + " late";
    }

    /** A delay has no scheduled times to be held to: the answer is the execution at or before the instant. */
    private Explanation aroundDelay(Instant at) {
        Execution found = executions.stream()
                .filter(each -> !each.firstScheduledTime().isAfter(at))
                .findFirst()
                .orElse(null);
        String rule = task.timing() == null
                ? task.name() + " has no schedule: it runs by hand only. "
                : task.name() + " runs " + task.timing() + ". ";
        String answer = found != null
                ? became(found)
                : waits(run -> !run.scheduledTime().isAfter(at))
                        .orElse("Nothing is known of it at or before " + at + ".");
        return new Explanation(task.name(), at, rule + answer, found, List.of());
    }
}
