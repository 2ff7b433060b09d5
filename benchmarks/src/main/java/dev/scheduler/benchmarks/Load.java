package dev.scheduler.benchmarks;

import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How often tasks fire so that all of them together fire ten thousand times a second.
 *
 * @param interval how often each fires
 */
record Load(Duration interval) {

    static final int FIRES_A_SECOND = 10_000;

    private static final Map<String, Schedule> SCHEDULES = new ConcurrentHashMap<>();

    static Load of(int tasks) {
        return new Load(Duration.ofMillis(1_000L * tasks / FIRES_A_SECOND));
    }

    long intervalNanos() {
        return interval.toNanos();
    }

    /** Tasks that fire less than every second take turns, so that each second has its share. */
    long phaseNanos(int task) {
        return seconds() < 1 ? 0 : Duration.ofSeconds(task % seconds()).toNanos();
    }

    /** The task's cron expression; null where it fires more often than every second. */
    @Nullable
    String cron(int task) {
        return switch ((int) seconds()) {
            case 0 -> null;
            case 1 -> "* * * * * *";
            default -> task % seconds() + "/" + seconds() + " * * * * *";
        };
    }

    /** The task's schedule, equal ones being one, as the starter makes them; null where no cron says it. */
    @Nullable
    Schedule schedule(int task) {
        String cron = cron(task);
        return cron == null ? null : SCHEDULES.computeIfAbsent(cron, text -> Schedule.parse(text, ZoneOffset.UTC));
    }

    private long seconds() {
        return interval.toSeconds();
    }
}
