package dev.scheduler.task;

import dev.scheduler.Reason;
import dev.scheduler.TaskCondition;

/** Takes every condition but "bad" ones. */
final class TestConditions implements ConditionParser {

    @Override
    public boolean isActive(String profiles) {
        return condition("profiles", profiles) != null;
    }

    @Override
    public TaskCondition when(String expression) {
        return condition("when", expression);
    }

    @Override
    public TaskCondition skip(String expression) {
        return condition("skip", expression);
    }

    private TaskCondition condition(String kind, String text) {
        if (text.equals("bad")) {
            throw new IllegalArgumentException("no good");
        }
        return new TaskCondition(Reason.CONDITION, kind + " " + text, context -> true);
    }
}
