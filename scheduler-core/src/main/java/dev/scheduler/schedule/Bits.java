package dev.scheduler.schedule;

import java.util.stream.IntStream;

/** Masks as numbers. */
final class Bits {

    private Bits() {}

    /** The places of the bits that are set, ascending. */
    static IntStream of(long mask) {
        return IntStream.iterate(0, bit -> bit < Long.SIZE, bit -> bit + 1).filter(bit -> (mask >> bit & 1) != 0);
    }
}
