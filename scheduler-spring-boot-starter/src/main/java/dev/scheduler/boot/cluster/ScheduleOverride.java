package dev.scheduler.boot.cluster;

import dev.scheduler.ByHand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that a person gave a task, over the one that it is defined with.
 *
 * @param task the task's name
 * @param schedule in canonical words, with its zone
 * @param original the one that it had, in the same form; null where it had none
 * @param since from when it counts, by the database's clock
 * @param by who, and why
 */
public record ScheduleOverride(
        String task, String schedule, @Nullable String original, Instant since, ByHand by) {}
