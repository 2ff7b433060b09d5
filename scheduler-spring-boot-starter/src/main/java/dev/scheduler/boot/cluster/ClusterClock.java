package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's clock, set right by the database's: so nodes with wrong clocks agree on what is due. As long as it is right
 * to a quarter of a second it is left alone. Safe for use by any thread.
 *
 * <p>A clock that was never compared, or that was stepped since, is not believed before the database has been asked: the node
 * claims and judges nothing. After a step, time goes on as the monotonic clock says until then. One that was set forward by an
 * hour would otherwise write off an hour for the whole cluster.
 */
public final class ClusterClock implements InstantSource {

    private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);

    /** What well-kept clocks differ by. */
    private static final Duration TOLERATED = Duration.ofMillis(250);

    private final InstantSource clock;
    private final Threads threads;
    private final AtomicReference<ClockAnchor> anchor;
    private volatile @Nullable Comparison first;
    private volatile Runnable alarm = () -> {};

    /** @param clock this node's own */
    ClusterClock(InstantSource clock, Threads threads) {
        this.clock = clock;
        this.threads = threads;
        this.anchor = new AtomicReference<>(ClockAnchor.at(clock.instant(), threads.nanoTime(), Duration.ZERO));
    }

    /**
     * The first comparison with the database's clock.
     *
     * @param at when it was, by the database's clock
     * @param offset by how much that was ahead
     */
    private record Comparison(Instant at, Duration offset) {}

    /** From now on this is run whenever the node's clock has been stepped. */
    void whenStepped(Runnable told) {
        alarm = told;
    }

    @Override
    public Instant instant() {
        Instant wall = clock.instant();
        long nanos = threads.nanoTime();
        return anchored(wall, nanos).time(wall, nanos);
    }

    private ClockAnchor anchor() {
        return Objects.requireNonNull(anchor.get());
    }

    private ClockAnchor anchored(Instant wall, long nanos) {
        ClockAnchor known = anchor();
        ClockAnchor now = known.next(wall, nanos);
        if (!now.equals(known) && anchor.compareAndSet(known, now) && now.isDoubtful() && !known.isDoubtful()) {
            alarm.run();
        }
        return now;
    }

    /** This node's own clock, as it is. */
    InstantSource own() {
        return clock;
    }

    /** Whether the node's clock has been compared with the database's, and not been stepped since. */
    boolean isTrusted() {
        return first != null && !anchored(clock.instant(), threads.nanoTime()).isDoubtful();
    }

    /** By how much the database's clock is ahead of this node's, as far as that is taken into account. */
    public Duration offset() {
        return anchor().offset();
    }

    /**
     * Hears by how much the database's clock is ahead of this node's own.
     *
     * @param error by how much that may be wrong, as the question and its answer took time
     */
    void measured(Duration ahead, Duration error) {
        Duration before = offset();
        boolean asBefore = ahead.minus(before).abs().compareTo(TOLERATED.plus(error)) <= 0;
        if (asBefore && isTrusted()) {
            return;
        }
        Duration offset = ahead.abs().compareTo(TOLERATED) <= 0 ? Duration.ZERO : ahead;
        Instant wall = clock.instant();
        anchor.set(ClockAnchor.at(wall, threads.nanoTime(), offset));
        if (first == null) {
            first = new Comparison(wall.plus(offset), offset);
        }
        if (!asBefore) {
            tell(offset);
        }
    }

    /**
     * An instant that this clock said, put right where that was before its first comparison: such a one lies before the
     * comparison, or in what is the future now.
     */
    Instant putRight(Instant said, Instant now) {
        Comparison comparison = first;
        Instant right = said;
        if (comparison != null && (said.isBefore(comparison.at()) || said.isAfter(now))) {
            right = said.plus(comparison.offset());
        }
        return right.isAfter(now) ? now : right;
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
