package dev.scheduler.boot.properties;

import dev.scheduler.schedule.Durations;
import dev.scheduler.task.Faults;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The nodes that share a database.
 *
 * @param lease For how long a node may give no sign of life before it counts as dead, such as "1 minute"; at least 3 seconds.
 * @param sweep How often the nodes look for scheduled times that nobody has accepted, such as "10 seconds"; at least 1 second.
 *     History is purged every six times that long, and a node hears of a pause on another one within it, or 10 seconds.
 */
@ConfigurationProperties("scheduler.cluster")
public record SchedulerClusterProperties(
        @DefaultValue("1 minute") String lease,
        @DefaultValue("10 seconds") String sweep) {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);

    /** For how long a node may give no sign of life. */
    public Duration leaseOfNodes(Faults faults) {
        return PropertyReading.read("cluster.lease", lease, text -> atLeast(text, SHORTEST_LEASE), LEASE, faults);
    }

    /** How often scheduled times are accounted for. */
    public Duration timeBetweenSweeps(Faults faults) {
        return PropertyReading.read("cluster.sweep", sweep, text -> atLeast(text, SHORTEST_SWEEP), SWEEP, faults);
    }

    private static Duration atLeast(String text, Duration least) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException("expected " + Durations.words(least) + " or more");
        }
        return duration;
    }
}
