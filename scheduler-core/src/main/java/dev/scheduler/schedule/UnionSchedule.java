package dev.scheduler.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calendar schedules that only together say what was asked for, such as every day at 8:00 and 17:30. Where two of them are
 * due at once, that is one scheduled time.
 *
 * @param parts in an order that depends on nothing but their meaning, all in one zone, at least two
 */
record UnionSchedule(List<CalendarSchedule> parts) implements Schedule {

    UnionSchedule {
        parts = List.copyOf(parts);
    }

    @Override
    public @Nullable Instant next(Instant after) {
        return parts.stream()
                .map(part -> part.next(after))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public ZoneId zone() {
        return parts.get(0).zone();
    }

    @Override
    public Schedule withZone(ZoneId zone) {
        return new UnionSchedule(parts.stream().map(part -> part.withZone(zone)).toList());
    }

    @Override
    public String toString() {
        return Words.of(this);
    }
}
