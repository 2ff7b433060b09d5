package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.task.Faults;
import dev.scheduler.task.JitterLimit;
import java.time.InstantSource;
import java.util.List;

/** Refuses a jitter that no run could keep. */
record JitterCheck(InstantSource clock) implements TaskCheck {

    @Override
    public void check(List<TaskDefinition> tasks, Faults faults) {
        for (TaskDefinition task : tasks) {
            JitterLimit.faults(task, clock.instant()).forEach(faults::fault);
        }
    }
}
