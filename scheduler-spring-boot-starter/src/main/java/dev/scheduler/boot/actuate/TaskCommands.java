package dev.scheduler.boot.actuate;

import dev.scheduler.Scheduler;
import dev.scheduler.TaskView;
import dev.scheduler.schedule.CompiledTiming;
import dev.scheduler.schedule.InvalidTimingException;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.schedule.Timing;
import dev.scheduler.schedule.TimingAttribute;
import dev.scheduler.schedule.TimingSpec;
import java.time.ZoneId;
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
     */
    Receipt one(String name, @Nullable String action, @Nullable String schedule, @Nullable String newZone) {
        requireAllowed();
        String task = scheduler.task(name).name();
        Action asked = Action.parse(action, Action.ON_ONE);
        return switch (asked) {
            case RUN -> Receipt.started(task, scheduler.run(task));
            case CANCEL -> Receipt.cancelled(task, scheduler.cancel(task));
            case RESCHEDULE -> reschedule(task, schedule, newZone);
            case UNLOCK -> Receipt.unlocked(task, scheduler.unlock(task));
            case PAUSE -> {
                scheduler.pause(task);
                yield Receipt.of(asked, task);
            }
            case RESUME -> {
                scheduler.resume(task);
                yield Receipt.of(asked, task);
            }
        };
    }

    /** Does something to all tasks. */
    Receipt all(@Nullable String action) {
        requireAllowed();
        Action asked = Action.parse(action, Action.ON_ALL);
        if (asked == Action.PAUSE) {
            scheduler.pause();
        } else {
            scheduler.resume();
        }
        return Receipt.of(asked, null);
    }

    private void requireAllowed() {
        if (!allowed) {
            throw new WritesOffException();
        }
    }

    private Receipt reschedule(String task, @Nullable String schedule, @Nullable String newZone) {
        if (schedule == null) {
            throw new BadRequestException("The body has no \"schedule\", expected one such as \"every 5 minutes\".");
        }
        CompiledTiming compiled = compile(schedule, newZone, zone(scheduler.task(task)));
        Timing timing = compiled.timing();
        if (timing == null) {
            throw new BadRequestException("schedule = \"" + schedule + "\": a running application's task can be paused"
                    + " but not switched off; expected a schedule such as \"every 5 minutes\".");
        }
        scheduler.reschedule(task, timing);
        return Receipt.rescheduled(scheduler.task(task), timing, compiled.warnings());
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
