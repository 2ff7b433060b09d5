package dev.scheduler.execution;

import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The simplest schedule there is: every so many milliseconds since the epoch. */
record Ticks(Duration interval) implements Schedule {

    static Ticks every(int seconds) {
        return new Ticks(Duration.ofSeconds(seconds));
    }

    @Override
    public Instant next(Instant after) {
        long step = interval.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step);
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Schedule withZone(ZoneId zone) {
        return this;
    }

    @Override
    public String toString() {
        return "every " + interval;
    }
}
