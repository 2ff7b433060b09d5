package dev.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The offsets of a zone from UTC, in seconds, as spans of time in which they stand still. */
final class Offsets {

    private static final Map<ZoneId, Offsets> SHARED = new ConcurrentHashMap<>();

    /** Pieces of 48 days: 34 years around the instants that are asked for are found without asking the rules. */
    private static final int RECENT = 256;

    private static final int PIECE_BITS = 22;

    private final ZoneRules rules;

    // Written and read without order: a span is immutable, and whoever misses one finds it again.
    private final @Nullable Span[] recent = new @Nullable Span[RECENT];

    private Offsets(ZoneRules rules) {
        this.rules = rules;
    }

    static Offsets of(ZoneId zone) {
        return SHARED.computeIfAbsent(zone, key -> new Offsets(key.getRules()));
    }

    /** The span that holds an instant. */
    Span at(long epochSecond) {
        int piece = (int) (epochSecond >> PIECE_BITS);
        Span span = recent[piece & (RECENT - 1)];
        return span != null && span.contains(epochSecond) ? span : atSecondGlance(piece, epochSecond);
    }

    /** A piece in which the offset changes holds one span; the other is most often known for its neighbour. */
    private Span atSecondGlance(int piece, long epochSecond) {
        for (int neighbour = piece - 1; neighbour <= piece + 1; neighbour += 2) {
            Span span = recent[neighbour & (RECENT - 1)];
            if (span != null && span.contains(epochSecond)) {
                return span;
            }
        }
        Span span = find(epochSecond);
        recent[piece & (RECENT - 1)] = span;
        return span;
    }

    /** The first instant, in whole seconds, at which the clock on the wall shows the given time or a later one. */
    long firstAt(LocalDateTime local) {
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null && change.isGap()) {
            return change.toEpochSecond();
        }
        return local.minusNanos(1).toEpochSecond(rules.getOffset(local)) + 1;
    }

    private Span find(long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        int offset = rules.getOffset(instant).getTotalSeconds();
        ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        return new Span(
                last == null ? Long.MIN_VALUE : last.toEpochSecond(),
                next == null ? Long.MAX_VALUE : next.toEpochSecond(),
                offset,
                last == null ? offset : last.getOffsetBefore().getTotalSeconds());
    }

    /**
     * A span of time with one offset.
     *
     * @param from its first instant
     * @param until the instant after its last
     * @param offset what is to be added to an instant to have the local time
     * @param offsetBefore the offset before the span
     */
    record Span(long from, long until, int offset, int offsetBefore) {

        private boolean contains(long epochSecond) {
            return epochSecond >= from && epochSecond < until;
        }

        /** Whether the clock was set forward when the span began. */
        boolean beginsWithGap() {
            return offset > offsetBefore;
        }

        /** The first instant whose local time was not shown before the span. */
        long firstPass() {
            return offset < offsetBefore ? from + offsetBefore - offset : from;
        }
    }
}
