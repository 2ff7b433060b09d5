package dev.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One start of a task's body, as the body itself told of it.
 *
 * @param node the name that the scenario knows the node by
 * @param trigger why it was started
 * @param startedAt by the database's clock
 * @param endedAt by the database's clock; null where it did not come to its end
 */
record Start(
        String task,
        Instant scheduledTime,
        String executionId,
        String node,
        String trigger,
        Instant startedAt,
        @Nullable Instant endedAt) {

    Duration lateness() {
        return Duration.between(scheduledTime, startedAt);
    }

    /** Whether it ran while another did; what did not come to its end counts as running on. */
    boolean overlaps(Start other) {
        return startedAt.isBefore(other.end()) && other.startedAt.isBefore(end());
    }

    private Instant end() {
        return endedAt == null ? Instant.MAX : endedAt;
    }
}
