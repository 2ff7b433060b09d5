package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.TaskView;
import dev.scheduler.schedule.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What was done.
 *
 * @param action what was asked for
 * @param task the task; left out where it was done to all of them
 * @param execution the id of the execution that was started
 * @param cancelled how many executions were told to stop
 * @param unlocked whether the lock was held by somebody
 * @param schedule the new schedule, in words
 * @param next its next scheduled time
 * @param holdsFor for what it holds: the cluster, or one node until it ends
 * @param warnings what is allowed in it but probably not meant
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Receipt(
        String action,
        @Nullable String task,
        @Nullable String execution,
        @Nullable Integer cancelled,
        @Nullable Boolean unlocked,
        @Nullable String schedule,
        @Nullable Instant next,
        @Nullable String holdsFor,
        List<String> warnings)
        implements OperationResponseBody {

    static Receipt of(Action action, @Nullable String task) {
        return new Receipt(action.word(), task, null, null, null, null, null, null, List.of());
    }

    static Receipt started(String task, String execution) {
        return new Receipt(Action.RUN.word(), task, execution, null, null, null, null, null, List.of());
    }

    static Receipt rescheduled(Action action, TaskView task, List<String> warnings) {
        Timing timing = task.definition().timing();
        String schedule = timing == null ? null : timing.toString();
        return new Receipt(action.word(), task.name(), null, null, null, schedule, task.next(), null, warnings);
    }

    static Receipt cancelled(String task, int count) {
        return new Receipt(Action.CANCEL.word(), task, null, count, null, null, null, null, List.of());
    }

    static Receipt unlocked(String task, boolean held) {
        return new Receipt(Action.UNLOCK.word(), task, null, null, held, null, null, null, List.of());
    }

    /** The same, with what it holds for. */
    Receipt holdsFor(String reach) {
        return new Receipt(action, task, execution, cancelled, unlocked, schedule, next, reach, warnings);
    }
}
