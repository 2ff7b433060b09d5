package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's clock, set right by the database's: so nodes with wrong clocks agree on what is due. As long as it is right
 * to a quarter of a second it is left alone. Safe for use by any thread.
 */
public final class ClusterClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);

    /** What well-kept clocks and slow answers differ by. */
    private static final Duration TOLERATED = Duration.ofMillis(250);

    private final InstantSource clock;
    private volatile Duration offset = Duration.ZERO;

    /** @param clock this node's own */
    public ClusterClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(offset);
    }

    /** This node's own clock, as it is. */
    InstantSource own() {
        return clock;
    }

    /** By how much the database's clock is ahead of this node's, as far as that is taken into account. */
    public Duration offset() {
        return offset;
    }

    /** Hears by how much the database's clock is ahead of this node's own. */
    void measured(Duration ahead) {
        if (ahead.minus(offset).abs().compareTo(TOLERATED) <= 0) {
            return;
        }
        offset = ahead.abs().compareTo(TOLERATED) <= 0 ? Duration.ZERO : ahead;
        if (offset.isZero()) {
            log.info("The node's clock agrees with the database's again");
        } else {
            log.warn(
                    "The node's clock is {} ms {} the database's; tasks run by the database's time",
                    ahead.abs().toMillis(),
                    ahead.isNegative() ? "ahead of" : "behind");
        }
    }
}
