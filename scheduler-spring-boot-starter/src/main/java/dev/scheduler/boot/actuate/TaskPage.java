package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One task, in full.
 *
 * @param task what the list has of it, at the top level of the document
 * @param nextTimes its next scheduled times
 * @param executions what became of its last ones, newest first
 * @param lock who holds the lock named after it; left out where nobody does
 * @param explanation the answer to what became of the time asked for; of the last one where none was
 */
record TaskPage(
        @JsonUnwrapped TaskRow task,
        List<Instant> nextTimes,
        List<ExecutionRow> executions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LockRow lock,
        ExplanationRow explanation)
        implements OperationResponseBody {}
