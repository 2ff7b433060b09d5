package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the database's clock that this node has seen, by holding it against its own clocks. Where the node's wall
 * clock has moved as far against the monotonic one, it is this machine that slept. Heard by one thread, read by any.
 */
final class ClockSteps {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST = 16;

    private volatile List<Interval> forward = List.of();
    private @Nullable Reading last;

    /**
     * What the clocks said at one moment.
     *
     * @param error by how much the database's may be wrong
     */
    record Reading(Instant database, Instant wall, long nanos, Duration error) {}

    /**
     * The times that the database's clock has passed over, the latest of them; with those that came due since it was looked at
     * before, as they could be claimed no more.
     */
    List<Interval> forward() {
        return forward;
    }

    /**
     * Hears what the clocks say.
     *
     * @return whether the database's clock has been stepped since the last time
     */
    boolean hear(Reading now) {
        Reading before = last;
        last = now;
        if (before == null) {
            return false;
        }
        Duration passed = Duration.ofNanos(now.nanos() - before.nanos());
        Duration step = Duration.between(before.database(), now.database()).minus(passed);
        Duration ownStep = Duration.between(before.wall(), now.wall()).minus(passed);
        Duration noise = STEP.plus(before.error()).plus(now.error());
        boolean stepped =
                step.abs().compareTo(noise) > 0 && step.minus(ownStep).abs().compareTo(noise) > 0;
        if (stepped && !step.isNegative()) {
            remember(new Interval(before.database(), now.database()));
        }
        return stepped;
    }

    private void remember(Interval step) {
        List<Interval> all = Stream.concat(forward.stream(), Stream.of(step)).toList();
        forward = all.subList(Math.max(0, all.size() - MOST), all.size());
    }
}
