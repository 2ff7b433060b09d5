package dev.scheduler.schedule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of units. The grammar of sums of them, which intervals and lengths of time share: {@code 1 hour 30 minutes},
 * {@code 1h30m}, {@code PT1H30M}, {@code half an hour}.
 *
 * @param number how many
 * @param unit of what
 */
record Amount(BigDecimal number, IntervalUnit unit) {

    private static final Pattern ISO = Pattern.compile("p(?:(\\d+)y)?(?:(\\d+)m)?(?:(\\d+)w)?(?:(\\d+)d)?"
            + "(?:t(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+(?:\\.\\d+)?)s)?)?");
    private static final List<IntervalUnit> ISO_UNITS = List.of(
            IntervalUnit.YEAR,
            IntervalUnit.MONTH,
            IntervalUnit.WEEK,
            IntervalUnit.DAY,
            IntervalUnit.HOUR,
            IntervalUnit.MINUTE,
            IntervalUnit.SECOND);
    private static final Map<String, String> FRACTIONS = Map.of("half", "0.5", "quarter", "0.25");

    /**
     * Reads one or more amounts.
     *
     * @param expected the units that a message should offer for one that nobody knows
     */
    static List<Amount> sum(Tokens tokens, List<IntervalUnit> expected) {
        if (isIso(tokens)) {
            return iso(tokens);
        }
        List<Amount> amounts = new ArrayList<>();
        amounts.add(one(tokens, expected));
        for (Amount more = more(tokens, expected); more != null; more = more(tokens, expected)) {
            amounts.add(more);
        }
        return amounts;
    }

    private static @Nullable Amount more(Tokens tokens, List<IntervalUnit> expected) {
        return tokens.attempt(() -> {
            boolean joined = tokens.acceptOneOf(",", "and");
            boolean counted = NumberWords.isNext(tokens)
                    && IntervalUnit.of(tokens.peek(1).text()).isPresent();
            boolean meant = !joined
                    && tokens.peek().is(Token.Kind.NUMBER)
                    && tokens.peek(1).is(Token.Kind.WORD);
            return counted || meant ? one(tokens, expected) : null;
        });
    }

    private static Amount one(Tokens tokens, List<IntervalUnit> expected) {
        Amount fraction = tokens.attempt(() -> fraction(tokens));
        if (fraction != null) {
            return fraction;
        }
        if (tokens.peek().is(Token.Kind.SYMBOL)) {
            throw tokens.fault("expected a length of time such as \"5 minutes\", found " + tokens.given());
        }
        BigDecimal number = NumberWords.isNext(tokens) ? NumberWords.next(tokens) : BigDecimal.ONE;
        return new Amount(number, unit(tokens, expected));
    }

    /** {@code half an hour}, {@code half-hour}, {@code quarter of an hour}; a quarter alone is three months. */
    private static @Nullable Amount fraction(Tokens tokens) {
        tokens.accept("a");
        String number = FRACTIONS.get(tokens.next().text());
        tokens.accept("-");
        tokens.accept("of");
        tokens.acceptOneOf("a", "an");
        IntervalUnit unit = IntervalUnit.of(tokens.peek().text()).orElse(null);
        if (number == null || unit == null) {
            return null;
        }
        tokens.next();
        return new Amount(new BigDecimal(number), unit);
    }

    private static IntervalUnit unit(Tokens tokens, List<IntervalUnit> expected) {
        Token word = tokens.peek();
        if (!word.is(Token.Kind.WORD)) {
            throw tokens.fault("expected a unit such as \"minutes\", found " + tokens.given());
        }
        IntervalUnit unit = IntervalUnit.of(word.text()).orElse(null);
        if (unit == null) {
            throw tokens.fault("unknown unit " + tokens.given() + hint(word.text(), expected));
        }
        tokens.next();
        return unit;
    }

    private static String hint(String word, List<IntervalUnit> expected) {
        return Nearest.to(word, IntervalUnit.names(expected))
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElseGet(() -> ", expected " + IntervalUnit.choice(expected));
    }

    static boolean isIso(Tokens tokens) {
        return tokens.isNextOneOf("p", "pt") && tokens.peek(1).is(Token.Kind.NUMBER);
    }

    private static List<Amount> iso(Tokens tokens) {
        Unreadable fault =
                tokens.fault("not an ISO 8601 duration, expected one such as \"PT90S\", \"PT1H30M\" or \"P2D\"");
        Matcher matcher = ISO.matcher(tokens.nextRun().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw fault;
        }
        List<Amount> amounts = new ArrayList<>();
        for (int i = 0; i < ISO_UNITS.size(); i++) {
            String number = matcher.group(i + 1);
            if (number != null) {
                amounts.add(new Amount(new BigDecimal(number), ISO_UNITS.get(i)));
            }
        }
        return amounts;
    }
}
