package dev.scheduler.boot.cluster;

import dev.scheduler.execution.LocalTask;
import dev.scheduler.schedule.Schedule;
import java.time.Duration;
import java.util.Objects;

/**
 * A task on whose schedule this node and the cluster agree, and which it runs by itself: so it may judge its scheduled times.
 *
 * @param schedule the one that both mean
 */
record Agreement(LocalTask local, TaskMark mark, Schedule schedule) {

    private static final Duration GRACE = Duration.ofMinutes(1);

    String task() {
        return mark.task();
    }

    boolean isOneServer() {
        return Boolean.TRUE.equals(local.definition().settings().onOneServer());
    }

    /** How late a scheduled time may be claimed. */
    Duration grace() {
        return Objects.requireNonNullElse(local.definition().settings().grace(), GRACE);
    }

    boolean runsEvenWhenPaused() {
        return Boolean.TRUE.equals(local.definition().settings().evenWhenPaused());
    }
}
