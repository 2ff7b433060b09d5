package dev.scheduler.schedule;

import java.util.Arrays;
import java.util.BitSet;

/** The years of a Quartz expression: bit n of the words is the year 1970 + n. */
record YearSet(long low, long middle, long high) {

    static final int FIRST = 1970;
    static final int LAST = FIRST + 3 * 64 - 1;

    /** @param years bit 2026 is the year 2026 */
    static YearSet of(BitSet years) {
        long[] words = Arrays.copyOf(years.get(FIRST, LAST + 1).toLongArray(), 3);
        return new YearSet(words[0], words[1], words[2]);
    }

    /** Whether a year is one of them. */
    boolean contains(long year) {
        if (year < FIRST || year > LAST) {
            return false;
        }
        int bit = (int) year - FIRST;
        long word = bit < 64 ? low : bit < 128 ? middle : high;
        return (word >> (bit & 63) & 1) != 0;
    }
}
