package dev.scheduler.boot.cluster;

import java.time.Instant;

/**
 * A scheduled time of which something is known, or all those between two.
 *
 * @param first the earliest
 * @param last the latest; equal to the first where it is one
 */
public record Span(Instant first, Instant last) {

    /** A single scheduled time. */
    public static Span of(Instant time) {
        return new Span(time, time);
    }
}
