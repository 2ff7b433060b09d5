package dev.scheduler.boot.actuate;

import dev.scheduler.TaskView;
import dev.scheduler.schedule.Delay;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The times that are still to come.
 *
 * @param clock what they are counted from where the scheduler names no next one
 */
record UpcomingTimes(InstantSource clock) {

    private static final Duration MOMENT = Duration.ofNanos(1);

    /** A task's next scheduled times; none where it does not run by itself. */
    List<Instant> of(TaskView view, int count) {
        Instant next = view.next();
        if (next == null) {
            return List.of();
        }
        return view.definition().timing() instanceof Schedule schedule
                ? after(schedule, next.minus(MOMENT), count)
                : List.of(next);
    }

    /** How far apart a task's runs are: for a delay its length, else the distance of its next two times, zero without. */
    Duration interval(TaskView view) {
        if (view.definition().timing() instanceof Schedule schedule) {
            Instant next = view.next();
            List<Instant> two = after(schedule, next == null ? clock.instant() : next.minus(MOMENT), 2);
            return two.size() < 2 ? Duration.ZERO : Duration.between(two.get(0), two.get(1));
        }
        return view.definition().timing() instanceof Delay delay ? delay.duration() : Duration.ZERO;
    }

    /** A schedule of the user's own may throw: the engine logs that, and the page shows the rest. */
    private static List<Instant> after(Schedule schedule, Instant seed, int count) {
        try {
            return schedule.next(seed, count);
        } catch (RuntimeException thrown) {
            return List.of();
        }
    }
}
