package dev.scheduler.boot.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * What a node's clock said when it was last believed, beside the monotonic clock.
 *
 * @param nanos the monotonic clock at that moment
 * @param offset by how much the database's clock was found ahead
 * @param steppedAt the monotonic clock when the wall clock was found stepped, if it was
 */
record ClockAnchor(Instant wall, long nanos, Duration offset, boolean isDoubtful, long steppedAt) {

    /** More than this between the two clocks is a step. Slower corrections are followed. */
    private static final long STEP_MILLIS = 1_000;

    /** How often a clock that runs as it should is believed anew, so that small corrections don't add up to a step. */
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    /** A clock that was stepped is taken at its word after this, should the database not be there to be asked. */
    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();

    static ClockAnchor at(Instant wall, long nanos, Duration offset) {
        return new ClockAnchor(wall, nanos, offset, false, 0);
    }

    /** The anchor of a reading of the clocks; this one, if nothing has changed. */
    ClockAnchor next(Instant newWall, long newNanos) {
        if (isSteady(newWall, newNanos)) {
            return newNanos - nanos < PERIOD ? this : believing(newWall, newNanos);
        }
        if (!isDoubtful) {
            return new ClockAnchor(wall, nanos, offset, true, newNanos);
        }
        return newNanos - steppedAt < PATIENCE ? this : believing(newWall, newNanos);
    }

    /** The time that a reading of the clocks stands for. */
    Instant time(Instant newWall, long newNanos) {
        Instant own = isSteady(newWall, newNanos) ? newWall : wall.plusNanos(newNanos - nanos);
        return offset.isZero() ? own : own.plus(offset);
    }

    private ClockAnchor believing(Instant newWall, long newNanos) {
        return new ClockAnchor(newWall, newNanos, offset, isDoubtful, steppedAt);
    }

    private boolean isSteady(Instant newWall, long newNanos) {
        long passed = (newNanos - nanos) / 1_000_000;
        return Math.abs(newWall.toEpochMilli() - wall.toEpochMilli() - passed) <= STEP_MILLIS;
    }
}
