package dev.scheduler;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "what became of this task at that time, and why".
 *
 * @param task the task's name
 * @param at the instant that was asked about
 * @param answer the whole answer as one or two sentences for people
 * @param execution the execution that the answer rests on; null where there is none
 * @param nearest the scheduled times just before and just after {@code at}, where there are any
 */
public record Explanation(
        String task, Instant at, String answer, @Nullable Execution execution, List<Instant> nearest) {}
