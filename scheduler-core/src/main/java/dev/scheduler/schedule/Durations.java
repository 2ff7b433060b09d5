package dev.scheduler.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Lengths of time as people write them: {@code 5 minutes}, {@code 1 hour 30 minutes}, {@code 1h30m}, {@code 500ms},
 * {@code half an hour}, {@code PT90S}. A day is 24 hours here. Whatever the default locale, case doesn't matter.
 */
public final class Durations {

    private static final Duration LONGEST = Duration.ofDays(366_000);

    private Durations() {}

    /**
     * The length of time that a text says, zero or longer.
     *
     * @throws IllegalArgumentException saying what was given, what was expected and what is nearest
     */
    public static Duration parse(String text) {
        try {
            return Tokens.read(
                    text,
                    "a length of time such as \"5 minutes\"",
                    tokens -> total(tokens.position(), Amount.sum(tokens, IntervalUnit.OF_FIXED_LENGTH)));
        } catch (Unreadable fault) {
            throw new IllegalArgumentException(fault.problem());
        }
    }

    /** A length of time in words that {@link #parse} reads back, such as {@code 1 hour 30 minutes}. */
    public static String words(Duration length) {
        if (length.isNegative()) {
            return "-" + words(length.negated());
        }
        return length.toMillis() == 0 ? "0 seconds" : Spelling.length(length);
    }

    /** The sum of some amounts, refused where it is no whole number of milliseconds. */
    static Duration total(int start, List<Amount> amounts) {
        BigDecimal millis = BigDecimal.ZERO;
        for (Amount amount : amounts) {
            BigDecimal each = amount.unit()
                    .millis()
                    .orElseThrow(() -> new Unreadable(
                            start, amount.unit().plural() + " have no fixed length, expected weeks or smaller units"));
            millis = millis.add(amount.number().multiply(each));
        }
        if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
            throw new Unreadable(start, "too long, expected a thousand years at most");
        }
        if (millis.stripTrailingZeros().scale() > 0) {
            throw new Unreadable(start, "not a whole number of milliseconds");
        }
        return Duration.ofMillis(millis.longValueExact());
    }
}
