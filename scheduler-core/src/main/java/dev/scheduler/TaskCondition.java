package dev.scheduler;

import java.util.function.Predicate;

/**
 * A rule of the user's that is asked before each scheduled execution. One that throws counts as a no, and the execution's
 * detail says what it threw.
 *
 * @param reason what a no is recorded as: {@link Reason#CONDITION} or {@link Reason#PROFILE}
 * @param text the condition as it was written, for people
 * @param test whether to run
 */
public record TaskCondition(Reason reason, String text, Predicate<TaskContext> test) {}
