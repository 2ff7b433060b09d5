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
        List<String> warnings)
        implements OperationResponseBody {

    static Receipt of(Action action, @Nullable String task) {
        return new Receipt(action.word(), task, null, null, null, null, null, List.of());
    }

    static Receipt started(String task, String execution) {
        return new Receipt(Action.RUN.word(), task, execution, null, null, null, null, List.of());
    }

    static Receipt rescheduled(TaskView task, Timing timing, List<String> warnings) {
        return new Receipt(
                Action.RESCHEDULE.word(), task.name(), null, null, null, timing.toString(), task.next(), warnings);
    }

    static Receipt cancelled(String task, int count) {
        return new Receipt(Action.CANCEL.word(), task, null, count, null, null, null, List.of());
    }

    static Receipt unlocked(String task, boolean held) {
        return new Receipt(Action.UNLOCK.word(), task, null, null, held, null, null, List.of());
    }
}
