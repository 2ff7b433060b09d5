package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.task.Faults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a jitter that could put a run off beyond the next scheduled time, which would then meet it waiting, or beyond the
 * deadline, after which it does not start.
 */
record JitterCheck(InstantSource clock) implements TaskCheck {

    private static final int LOOKED_AT = 100;

    @Override
    public void check(List<TaskDefinition> tasks, Faults faults) {
        for (TaskDefinition task : tasks) {
            Duration jitter = task.settings().jitter();
            if (task.isEnabled() && jitter != null) {
                check(task, jitter, faults);
            }
        }
    }

    private void check(TaskDefinition task, Duration jitter, Faults faults) {
        Duration deadline = task.settings().deadline();
        if (deadline != null && jitter.compareTo(deadline) > 0) {
            refuse(task, jitter, "the deadline, " + Durations.words(deadline) + ", is shorter", faults);
        }
        Duration distance = task.timing() instanceof Schedule schedule ? smallestDistance(schedule) : null;
        if (distance != null && jitter.compareTo(distance) > 0) {
            refuse(
                    task,
                    jitter,
                    "its scheduled times are as little as " + Durations.words(distance) + " apart",
                    faults);
        }
    }

    private static void refuse(TaskDefinition task, Duration jitter, String why, Faults faults) {
        faults.fault("jitter = \"" + Durations.words(jitter) + "\" on " + task.source() + ": " + why
                + "; a run would be put off beyond it. Give a shorter jitter");
    }

    /** Null where there are not two. */
    private @Nullable Duration smallestDistance(Schedule schedule) {
        List<Instant> times = schedule.next(clock.instant(), LOOKED_AT);
        Duration smallest = null;
        for (int i = 1; i < times.size(); i++) {
            Duration distance = Duration.between(times.get(i - 1), times.get(i));
            smallest = smallest == null || distance.compareTo(smallest) < 0 ? distance : smallest;
        }
        return smallest;
    }
}
