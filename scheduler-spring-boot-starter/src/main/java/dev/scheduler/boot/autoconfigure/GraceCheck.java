package dev.scheduler.boot.autoconfigure;

import dev.scheduler.TaskDefinition;
import dev.scheduler.schedule.Durations;
import dev.scheduler.task.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Holds how late one-server tasks may be claimed against how long a claim may take. */
record GraceCheck(Duration timeout) implements TaskCheck {

    private static final Duration GRACE = Duration.ofMinutes(1);

    @Override
    public void check(List<TaskDefinition> tasks, Faults faults) {
        Duration least = timeout.multipliedBy(2);
        String tooShort = tasks.stream()
                .filter(task -> task.isEnabled()
                        && Boolean.TRUE.equals(task.settings().onOneServer())
                        && Objects.requireNonNullElse(task.settings().grace(), GRACE)
                                        .compareTo(least)
                                < 0)
                .map(TaskDefinition::name)
                .collect(Collectors.joining(", "));
        if (!tooShort.isEmpty()) {
            faults.warn("The grace of " + tooShort + " is shorter than " + Durations.words(least)
                    + ", twice the time that a statement may take: where the database is slow, a scheduled time is missed"
                    + " before it could be claimed again. Give a longer grace, or a shorter scheduler.jdbc.timeout");
        }
    }
}
