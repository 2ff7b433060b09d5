package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's clock, set right by the database's: so nodes with wrong clocks agree on what is due. As long as it is right
 * to a quarter of a second it is left alone. Safe for use by any thread.
 *
 * <p>A clock that is stepped is not believed before the database has been asked: until then time goes on as the monotonic
 * clock says, and the node claims and judges nothing. One that was set forward by an hour would otherwise write off an hour
 * for the whole cluster.
 */
public final class ClusterClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);

    /** What well-kept clocks and slow answers differ by. */
    private static final Duration TOLERATED = Duration.ofMillis(250);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicReference<Footing> footing;
    private volatile Runnable alarm = () -> {};

    /** @param clock this node's own */
    public ClusterClock(InstantSource clock) {
        this(clock, System::nanoTime);
    }

    ClusterClock(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.footing = new AtomicReference<>(Footing.at(clock.instant(), nanoTime.getAsLong(), Duration.ZERO));
    }

    /** From now on this is run whenever the node's clock has been stepped. */
    void whenStepped(Runnable told) {
        alarm = told;
    }

    @Override
    public Instant instant() {
        Instant wall = clock.instant();
        long nanos = nanoTime.getAsLong();
        return standing(wall, nanos).time(wall, nanos);
    }

    private Footing footing() {
        return Objects.requireNonNull(footing.get());
    }

    private Footing standing(Instant wall, long nanos) {
        Footing known = footing();
        Footing now = known.next(wall, nanos);
        if (!now.equals(known) && footing.compareAndSet(known, now) && now.isDoubtful() && !known.isDoubtful()) {
            alarm.run();
        }
        return now;
    }

    /** This node's own clock, as it is. */
    InstantSource own() {
        return clock;
    }

    /** Whether the node's clock has not been stepped since the database was last asked. */
    boolean isTrusted() {
        return !standing(clock.instant(), nanoTime.getAsLong()).isDoubtful();
    }

    /** By how much the database's clock is ahead of this node's, as far as that is taken into account. */
    public Duration offset() {
        return footing().offset();
    }

    /** Hears by how much the database's clock is ahead of this node's own. */
    void measured(Duration ahead) {
        Duration before = offset();
        boolean asBefore = ahead.minus(before).abs().compareTo(TOLERATED) <= 0;
        if (asBefore && isTrusted()) {
            return;
        }
        Duration offset = ahead.abs().compareTo(TOLERATED) <= 0 ? Duration.ZERO : ahead;
        footing.set(Footing.at(clock.instant(), nanoTime.getAsLong(), offset));
        if (!asBefore) {
            tell(offset);
        }
    }

    private static void tell(Duration offset) {
        if (offset.isZero()) {
            log.info("The node's clock agrees with the database's again");
        } else {
            log.warn(
                    "The node's clock is {} ms {} the database's; tasks run by the database's time",
                    offset.abs().toMillis(),
                    offset.isNegative() ? "ahead of" : "behind");
        }
    }
}
