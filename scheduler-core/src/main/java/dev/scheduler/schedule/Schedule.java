package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pure function from an instant to the next one, in a zone. It never depends on when the process started, so all nodes
 * agree. Immutable and safe for use by any thread.
 */
public non-sealed interface Schedule extends Timing {

    /**
     * The schedule that a text says, in words or cron: {@code every 5 minutes}, {@code weekdays at 9},
     * {@code 0 9 * * 1-5}, {@code @daily}. Case and the default locale don't matter.
     *
     * @throws IllegalArgumentException with the position, what was expected and the nearest valid form
     */
    static Schedule parse(String text, ZoneId zone) {
        TimingSpec spec = TimingSpec.UNSET.with(TimingAttribute.SCHEDULE, text);
        if (spec.compile(zone).timing() instanceof Schedule schedule) {
            return schedule;
        }
        throw new IllegalArgumentException("\"" + text + "\" is no schedule, it stands for none");
    }

    /**
     * The first scheduled time strictly later than an instant.
     *
     * @return null if there is none, ever
     */
    @Nullable
    Instant next(Instant after);

    /** The first scheduled times strictly later than an instant, as many as asked for or as there are. */
    default List<Instant> next(Instant after, int count) {
        List<Instant> times = new ArrayList<>();
        Instant last = after;
        while (times.size() < count && (last = next(last)) != null) {
            times.add(last);
        }
        return times;
    }

    /**
     * The last scheduled time strictly earlier than an instant.
     *
     * @return null if there is none since 1900
     */
    default @Nullable Instant previous(Instant before) {
        return Backward.previous(this, before);
    }

    /** How many scheduled times there are strictly later than an instant, up to and with another. */
    default long count(Instant after, Instant until) {
        long count = 0;
        Instant time = next(after);
        while (time != null && !time.isAfter(until)) {
            count++;
            time = next(time);
        }
        return count;
    }

    /** The zone whose local time this schedule follows; for elapsed intervals, the one it is shown in. */
    ZoneId zone();

    /** The schedule that says the same in another zone. */
    Schedule withZone(ZoneId zone);

    /**
     * This schedule as a six-field cron expression in Spring's dialect (second first), where one says exactly the same.
     */
    default Optional<String> cron() {
        return Optional.empty();
    }
}
