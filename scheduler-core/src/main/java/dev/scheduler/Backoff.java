package dev.scheduler;

import java.time.Duration;

/**
 * How long to wait between the tries of one execution.
 *
 * @param first the wait before the second try
 * @param factor what each further wait is multiplied by, 1 for equal waits
 * @param max the longest wait
 */
public record Backoff(Duration first, double factor, Duration max) {

    /** Equal waits. */
    public static Backoff of(Duration wait) {
        return new Backoff(wait, 1, wait);
    }

    /** The wait after the given try, the first try being 1. */
    public Duration after(int attempt) {
        double millis = first.toMillis() * Math.pow(factor, attempt - 1);
        return millis >= max.toMillis() ? max : Duration.ofMillis((long) millis);
    }
}
