package dev.scheduler.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.scheduler.Explanation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task at an instant.
 *
 * @param at the instant
 * @param answer the whole answer, in words
 * @param execution the execution that it rests on
 * @param nearest the scheduled times just before (or at) the instant and just after it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExplanationRow(Instant at, String answer, @Nullable ExecutionRow execution, List<Instant> nearest) {

    static ExplanationRow of(Explanation explanation, String answer) {
        return new ExplanationRow(
                explanation.at(), answer, ExecutionRow.of(explanation.execution()), explanation.nearest());
    }
}
