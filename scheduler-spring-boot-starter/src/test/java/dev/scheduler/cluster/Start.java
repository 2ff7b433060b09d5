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

    /** Whether it had come to its end when another began. */
    boolean endedBefore(Start other) {
        return endedAt != null && !endedAt.isAfter(other.startedAt);
    }
}
