package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.task.Faults;
import java.util.List;

/** Looks at all tasks together before any of them is registered. */
@FunctionalInterface
interface TaskCheck {

    /** Tells what must fail the start, and what is probably not meant. */
    void check(List<TaskDefinition> tasks, Faults faults);
}
