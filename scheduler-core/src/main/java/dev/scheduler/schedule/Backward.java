package dev.scheduler.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the last scheduled time before an instant by {@link Schedule#next} alone, which never goes back. */
final class Backward {

    /** 1900-01-01: nothing earlier is searched. */
    private static final long EARLIEST = -2_208_988_800L;

    private Backward() {}

    static @Nullable Instant previous(Schedule schedule, Instant before) {
        long hit = gallop(schedule, before);
        if (hit == Long.MIN_VALUE) {
            return null;
        }
        Instant last = null;
        Instant next = schedule.next(Instant.ofEpochSecond(narrow(schedule, before, hit)));
        while (next != null && next.isBefore(before)) {
            last = next;
            next = schedule.next(next);
        }
        return last;
    }

    /** Some second after which, yet before the end, there is a scheduled time. */
    private static long gallop(Schedule schedule, Instant before) {
        long end = before.getEpochSecond();
        for (long step = 1; end > EARLIEST; step *= 2) {
            long start = Math.max(end - step, EARLIEST);
            Instant next = schedule.next(Instant.ofEpochSecond(start));
            if (next != null && next.isBefore(before)) {
                return start;
            }
            if (start == EARLIEST) {
                break;
            }
        }
        return Long.MIN_VALUE;
    }

    /** The last second after which, yet before the end, there is a scheduled time. */
    private static long narrow(Schedule schedule, Instant before, long hit) {
        long low = hit;
        long high = before.getEpochSecond() + 1;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            Instant next = schedule.next(Instant.ofEpochSecond(middle));
            if (next != null && next.isBefore(before)) {
                low = Math.max(middle, next.getEpochSecond() - 1);
            } else {
                high = middle;
            }
        }
        return low;
    }
}
