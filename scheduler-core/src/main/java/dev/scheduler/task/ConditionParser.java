package dev.scheduler.task;

import dev.scheduler.TaskCondition;

/**
 * Makes conditions of texts that the core cannot read. Each method throws an {@link IllegalArgumentException} that says
 * what is wrong with the text.
 */
public interface ConditionParser {

    /** Whether a profile expression matches the active profiles, which stay as they are. */
    boolean isActive(String profiles);

    /** The condition that an expression is true. */
    TaskCondition when(String expression);

    /** The condition that an expression is false. */
    TaskCondition skip(String expression);
}
