package dev.scheduler.task;

import dev.scheduler.TaskDefinition;
import dev.scheduler.schedule.Durations;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a jitter may put a run off: not beyond the next scheduled time, which would then meet it waiting, nor beyond the
 * deadline, after which it does not start.
 */
public final class JitterLimit {

    private static final int LOOKED_AT = 100;

    private JitterLimit() {}

    /**
     * Refuses a task whose jitter no run could keep.
     *
     * @param task as it would be, with the timing that it would have
     * @throws IllegalArgumentException if there are {@link #faults}, with their words
     */
    public static void check(TaskDefinition task, Instant now) {
        List<String> faults = faults(task, now);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** What is wrong with a task's jitter, for people; nothing where the task is not enabled or has none. */
    public static List<String> faults(TaskDefinition task, Instant now) {
        Duration jitter = task.settings().jitter();
        if (jitter == null || !task.isEnabled()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        Duration deadline = task.settings().deadline();
        if (deadline != null && jitter.compareTo(deadline) > 0) {
            faults.add(fault(task, jitter, "the deadline, " + Durations.words(deadline) + ", is shorter"));
        }
        Duration distance = task.timing() instanceof Schedule schedule ? smallestDistance(schedule, now) : null;
        if (distance != null && jitter.compareTo(distance) > 0) {
            faults.add(fault(
                    task, jitter, "its scheduled times are as little as " + Durations.words(distance) + " apart"));
        }
        return faults;
    }

    private static String fault(TaskDefinition task, Duration jitter, String why) {
        return "jitter = \"" + Durations.words(jitter) + "\" on " + task.source() + ": " + why
                + "; a run would be put off beyond it. Give a shorter jitter";
    }

    /** Null where there are not two. */
    private static @Nullable Duration smallestDistance(Schedule schedule, Instant now) {
        List<Instant> times = schedule.next(now, LOOKED_AT);
        Duration smallest = null;
        for (int i = 1; i < times.size(); i++) {
            Duration distance = Duration.between(times.get(i - 1), times.get(i));
            smallest = smallest == null || distance.compareTo(smallest) < 0 ? distance : smallest;
        }
        return smallest;
    }
}
