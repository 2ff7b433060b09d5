package dev.scheduler.execution;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of executions: 20 characters, digits and lower-case letters. The first thirteen hold the time and a
 * sequence, so that later ids of a node sort after earlier ones even where its clock is set back; the last seven are drawn
 * at random once per process, so that nodes never meet.
 */
final class ExecutionIds {

    private static final byte[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEQUENCE_BITS = 18;
    private static final int TIME_LENGTH = 13;
    private static final int NODE_LENGTH = 7;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();
    private final byte[] node = new byte[NODE_LENGTH];

    /** @param random draws what no other process has */
    ExecutionIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        encode(random.nextLong(), node, NODE_LENGTH);
    }

    String next() {
        return text(number(clock.instant()));
    }

    /** The next id as a number that is unique to this process, for those who seldom need to know its text. */
    long number(Instant now) {
        long earliest = now.toEpochMilli() << SEQUENCE_BITS;
        return last.updateAndGet(before -> Math.max(before + 1, earliest));
    }

    /** The id that a number stands for. */
    String text(long unique) {
        byte[] id = new byte[TIME_LENGTH + NODE_LENGTH];
        encode(unique, id, TIME_LENGTH);
        System.arraycopy(node, 0, id, TIME_LENGTH, NODE_LENGTH);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static void encode(long value, byte[] target, int length) {
        long rest = value;
        for (int i = length - 1; i >= 0; i--) {
            target[i] = ALPHABET[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
