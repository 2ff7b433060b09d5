package dev.scheduler.boot.actuate;

import dev.scheduler.TaskView;
import dev.scheduler.boot.actuate.BootEntry.LastExecution;
import dev.scheduler.boot.actuate.BootEntry.NextExecution;
import dev.scheduler.boot.actuate.BootEntry.Target;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint.ScheduledTasksDescriptor;

/**
 * Lays our tasks under Boot's keys. One that is a cron goes there with its expression, a delay under {@code fixedDelay},
 * and every other schedule under {@code fixedRate}: tools show no {@code custom} ones. Tasks that do not run by themselves
 * stay out, since Boot's keys can only say of a task that it is scheduled.
 */
final class BootDocument {

    private final UpcomingTimes upcoming;
    private final List<Object> cron;
    private final List<Object> fixedDelay;
    private final List<Object> fixedRate;
    private final List<?> custom;

    BootDocument(ScheduledTasksDescriptor boots, UpcomingTimes upcoming) {
        this.upcoming = upcoming;
        this.cron = new ArrayList<>(boots.getCron());
        this.fixedDelay = new ArrayList<>(boots.getFixedDelay());
        this.fixedRate = new ArrayList<>(boots.getFixedRate());
        this.custom = boots.getCustom();
    }

    ScheduledTasksDocument with(List<TaskView> tasks) {
        tasks.stream().filter(task -> task.definition().isCandidate()).forEach(this::add);
        return new ScheduledTasksDocument(
                cron,
                fixedDelay,
                fixedRate,
                custom,
                tasks.stream().map(TaskRow::of).toList());
    }

    private void add(TaskView task) {
        String expression = expression(task);
        if (expression != null) {
            cron.add(new BootEntry.Cron(
                    target(task), expression, NextExecution.of(task), LastExecution.of(task.last())));
        } else if (task.definition().timing() instanceof Delay) {
            fixedDelay.add(interval(task));
        } else {
            fixedRate.add(interval(task));
        }
    }

    private static @Nullable String expression(TaskView task) {
        return task.definition().timing() instanceof Schedule schedule
                ? schedule.cron().orElse(null)
                : null;
    }

    /** Schedules count from no start, and a delay is due at once: there is no initial delay. */
    private BootEntry interval(TaskView task) {
        return new BootEntry.Interval(
                target(task),
                0,
                upcoming.interval(task).toMillis(),
                NextExecution.of(task),
                LastExecution.of(task.last()));
    }

    private static Target target(TaskView task) {
        return new Target(task.name());
    }
}
