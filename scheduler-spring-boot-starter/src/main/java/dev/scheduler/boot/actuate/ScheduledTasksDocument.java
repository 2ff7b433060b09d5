package dev.scheduler.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Boot's document of scheduled tasks, ours among them, and beside it everything that is known of ours.
 *
 * @param cron what follows a cron expression
 * @param fixedDelay what waits a fixed time after its last end
 * @param fixedRate what is due at intervals
 * @param custom triggers of the user's own
 * @param tasks our tasks, in order of name, those that are switched off included
 */
record ScheduledTasksDocument(List<?> cron, List<?> fixedDelay, List<?> fixedRate, List<?> custom, List<TaskRow> tasks)
        implements OperationResponseBody {}
