package dev.scheduler.boot.actuate;

import dev.scheduler.ByHand;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskView;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.InvalidTimingException;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed, where the user allows it.
 *
 * @param allowed whether anything can
 * @param zone the zone of new schedules, where neither they nor the task's present one have any
 */
record TaskCommands(Scheduler scheduler, boolean allowed, ZoneId zone) {

    /**
     * Does something to one task.
     *
     * @param action what: a word of {@link Action}
     * @param schedule the new schedule, for {@link Action#RESCHEDULE}
     * @param newZone its zone; null for the task's present one
     * @param by who asks, and why
     */
    Receipt one(String name, @Nullable String action, @Nullable String schedule, @Nullable String newZone, ByHand by) {
        requireAllowed();
        String task = scheduler.task(name).name();
        return one(Action.parse(action, Action.ON_ONE), task, schedule, newZone, by)
                .holdsFor(scheduler.reach());
    }

    private Receipt one(Action asked, String task, @Nullable String schedule, @Nullable String newZone, ByHand by) {
        return switch (asked) {
            case RUN -> Receipt.started(task, scheduler.run(task, by));
            case CANCEL -> Receipt.cancelled(task, scheduler.cancel(task, by));
            case RESCHEDULE -> reschedule(task, schedule, newZone, by);
            case RESET -> reset(task, by);
            case UNLOCK -> Receipt.unlocked(task, scheduler.unlock(task, by));
            case PAUSE -> {
                scheduler.pause(task, by);
                yield Receipt.of(asked, task);
            }
            case RESUME -> {
                scheduler.resume(task, by);
                yield Receipt.of(asked, task);
            }
        };
    }

    /** Does something to all tasks. */
    Receipt all(@Nullable String action, ByHand by) {
        requireAllowed();
        Action asked = Action.parse(action, Action.ON_ALL);
        if (asked == Action.PAUSE) {
            scheduler.pause(by);
        } else {
            scheduler.resume(by);
        }
        return Receipt.of(asked, null).holdsFor(scheduler.reach());
    }

    private Receipt reset(String task, ByHand by) {
        scheduler.reset(task, by);
        return Receipt.rescheduled(Action.RESET, scheduler.task(task), List.of());
    }

    private void requireAllowed() {
        if (!allowed) {
            throw new WritesOffException();
        }
    }

    private Receipt reschedule(String task, @Nullable String schedule, @Nullable String newZone, ByHand by) {
        if (schedule == null) {
            throw new BadRequestException("The body has no \"schedule\", expected one such as \"every 5 minutes\".");
        }
        CompiledTiming compiled = compile(schedule, newZone, zone(scheduler.task(task)));
        Timing timing = compiled.timing();
        if (timing == null) {
            throw new BadRequestException("schedule = \"" + schedule + "\": a running application's task can be paused"
                    + " but not switched off; expected a schedule such as \"every 5 minutes\".");
        }
        try {
            scheduler.reschedule(task, timing, by);
        } catch (IllegalArgumentException refused) {
            throw new BadRequestException(String.valueOf(refused.getMessage()));
        }
        return Receipt.rescheduled(Action.RESCHEDULE, scheduler.task(task), compiled.warnings());
    }

    private ZoneId zone(TaskView view) {
        return view.definition().timing() instanceof Schedule schedule ? schedule.zone() : zone;
    }

    private static CompiledTiming compile(String schedule, @Nullable String newZone, ZoneId otherwise) {
        try {
            TimingSpec spec = TimingSpec.of(Map.of(TimingAttribute.SCHEDULE, schedule));
            return spec.with(TimingAttribute.ZONE, newZone).compile(otherwise);
        } catch (InvalidTimingException unreadable) {
            throw new BadRequestException(String.valueOf(unreadable.getMessage()));
        }
    }
}
