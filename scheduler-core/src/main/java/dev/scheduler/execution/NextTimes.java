package dev.scheduler.execution;

import dev.scheduler.TaskDefinition;
import dev.scheduler.schedule.Schedule;
import dev.scheduler.thread.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks schedules for their next time without trusting them: one that throws, or that stands still by the millisecond,
 * stops nothing.
 */
final class NextTimes {

    private static final Logger log = LoggerFactory.getLogger(NextTimes.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration STRIDE = Duration.ofSeconds(1);

    private NextTimes() {}

    /**
     * The task's scheduled time after an instant. Where its schedule throws, that is a minute from now, when it will be
     * asked again; {@link TaskEntry#unsure} says so.
     */
    static @Nullable Instant after(TaskEntry entry, Instant seed, Instant now) {
        if (!(entry.definition().timing() instanceof Schedule schedule)) {
            return null;
        }
        try {
            Instant next = strictlyAfter(entry, schedule, seed);
            entry.unsure = false;
            return next;
        } catch (Throwable thrown) {
            entry.unsure = true;
            log.error("{}: its schedule threw; it is asked again in a minute", entry.name(), Printable.of(thrown));
            return now.plus(ASK_AGAIN);
        }
    }

    /** The scheduled time after another; null where there is none, or where the schedule throws. */
    static @Nullable Instant following(TaskDefinition definition, Instant scheduledTime) {
        try {
            return definition.timing() instanceof Schedule schedule ? schedule.next(scheduledTime) : null;
        } catch (Throwable thrown) {
            log.debug("{}: its schedule threw", definition.name(), Printable.of(thrown));
            return null;
        }
    }

    /** The scheduled time before another; null where there is none, or where the schedule throws. */
    static @Nullable Instant previous(TaskDefinition definition, Instant scheduledTime) {
        try {
            return definition.timing() instanceof Schedule schedule ? schedule.previous(scheduledTime) : null;
        } catch (Throwable thrown) {
            log.debug("{}: its schedule threw", definition.name(), Printable.of(thrown));
            return null;
        }
    }

    /** The last scheduled time of a task up to and with now, of which an earlier one is known. */
    static Instant latest(TaskEntry entry, Instant earlier, Instant now) {
        try {
            Instant latest = entry.definition().timing() instanceof Schedule schedule
                    ? schedule.previous(now.plusNanos(1))
                    : null;
            return latest == null || latest.isBefore(earlier) ? earlier : latest;
        } catch (Throwable thrown) {
            log.debug("{}: its schedule threw", entry.name(), Printable.of(thrown));
            return earlier;
        }
    }

    /** The last scheduled times of a task after an instant, up to and with now, the latest first; a few at the most. */
    static List<Instant> last(TaskEntry entry, Instant after, Instant now, int most) {
        List<Instant> times = new ArrayList<>();
        try {
            Instant time = now.plusNanos(1);
            while (times.size() < most && entry.definition().timing() instanceof Schedule schedule) {
                time = schedule.previous(time);
                if (time == null || !time.isAfter(after)) {
                    return times;
                }
                times.add(time);
            }
        } catch (Throwable thrown) {
            log.debug("{}: its schedule threw", entry.name(), Printable.of(thrown));
        }
        return times;
    }

    private static @Nullable Instant strictlyAfter(TaskEntry entry, Schedule schedule, Instant seed) {
        Instant next = schedule.next(seed);
        if (next == null || next.truncatedTo(ChronoUnit.MILLIS).isAfter(seed.truncatedTo(ChronoUnit.MILLIS))) {
            return next;
        }
        log.error("{}: its schedule {} says {} comes after {}; it is moved on", entry.name(), schedule, next, seed);
        Instant later = schedule.next(seed.plus(STRIDE));
        return later == null || later.isAfter(seed) ? later : seed.plus(STRIDE);
    }
}
