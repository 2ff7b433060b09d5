package dev.scheduler.boot.jdbc;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * What is too old.
 *
 * @param latest what was scheduled before this goes
 * @param unclaimable times before this can no longer be claimed by anyone
 */
record Age(LocalDateTime latest, LocalDateTime unclaimable) {

    /** Longer than any grace should be. */
    private static final Duration LONG = Duration.ofDays(1);

    static Age of(LocalDateTime now, Duration kept) {
        return new Age(now.minus(kept), now.minus(kept.compareTo(LONG) > 0 ? kept : LONG));
    }
}
