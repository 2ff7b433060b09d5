package dev.scheduler.schedule;

import dev.scheduler.schedule.IntervalUnit.Family;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often: so much time on the clock, so many calendar units, or every odd hour. */
sealed interface Interval {

    /** So much time on the clock, at least a millisecond. */
    record Clock(Duration length) implements Interval {}

    /**
     * So many calendar units.
     *
     * @param ofQuarters whether they are said to be quarters, whose last days are in another month than their first
     */
    record Dates(Cycle.Unit unit, int count, boolean ofQuarters) implements Interval {

        Dates(Cycle.Unit unit, int count) {
            this(unit, count, false);
        }
    }

    /** 01:00, 03:00 … 23:00. */
    record OddHours() implements Interval {}

    /** More units than this mean a slip of the pen. */
    int MOST_UNITS = 100_000;

    /** Whether an interval comes next, or something that is meant to be one. */
    static boolean isNext(Tokens tokens) {
        Token first = tokens.peek();
        Token second = tokens.peek(1);
        if (first.is("second") && !isPlace(tokens)) {
            return true;
        }
        if (first.is(Token.Kind.NUMBER) && !NumberWords.isSuffix(second.text())) {
            return second.is(Token.Kind.END) || (second.is(Token.Kind.WORD) && !isTimeOrDate(second.text()));
        }
        if (OnWords.isNext(tokens)) {
            int noun = first.is(Token.Kind.NUMBER) ? 2 : 1;
            boolean unit = IntervalUnit.of(tokens.peek(noun).text()).isPresent();
            return unit
                    && !first.is("first")
                    && !first.is("last")
                    && !tokens.peek(noun + 1).is("of");
        }
        return tokens.isNextOneOf("odd", "even", "other", "half")
                || NumberWords.isNext(tokens)
                || Amount.isIso(tokens)
                || IntervalUnit.of(first.text()).isPresent();
    }

    /** Whether "second" is a place and not the unit. */
    private static boolean isPlace(Tokens tokens) {
        String next = tokens.peek(1).text();
        if (next.equals("and") || next.equals(",")) {
            return NumberWords.isOrdinal(tokens.peek(2).text())
                    || tokens.peek(2).is("last");
        }
        return DayNames.daysOfWeek(next) != 0 || IntervalUnit.of(next).isPresent() || next.equals("of");
    }

    private static boolean isTimeOrDate(String word) {
        return word.equals("am") || word.equals("pm") || word.equals("of") || DayNames.month(word) != 0;
    }

    /** Reads an interval, without the word "every". */
    static Interval read(Tokens tokens) {
        int start = tokens.position();
        if (tokens.accept("odd", "hour") || tokens.accept("odd", "hours")) {
            return new OddHours();
        }
        if (tokens.accept("even", "hour") || tokens.accept("even", "hours")) {
            return new Clock(Duration.ofHours(2));
        }
        Amount nth = tokens.attempt(() -> nth(tokens));
        return of(start, nth != null ? List.of(nth) : Amount.sum(tokens, IntervalUnit.ALL));
    }

    /** {@code other day}, {@code second hour}, {@code 3rd week}. */
    private static @Nullable Amount nth(Tokens tokens) {
        int number = tokens.accept("other") ? 2 : NumberWords.ordinal(tokens);
        IntervalUnit unit = IntervalUnit.of(tokens.peek().text()).orElse(null);
        if (number < 1 || unit == null) {
            return null;
        }
        tokens.next();
        return new Amount(BigDecimal.valueOf(number), unit);
    }

    private static Interval of(int start, List<Amount> amounts) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        amounts.forEach(amount -> families.add(amount.unit().family()));
        if (families.equals(EnumSet.of(Family.CLOCK))) {
            return clock(start, amounts);
        }
        if (families.equals(EnumSet.of(Family.MONTHS))) {
            boolean quarters = amounts.stream().allMatch(amount -> amount.unit() == IntervalUnit.QUARTER);
            return new Dates(Cycle.Unit.MONTH, count(start, amounts, BigDecimal.ONE), quarters);
        }
        if (families.equals(EnumSet.of(Family.WEEKS))) {
            return new Dates(Cycle.Unit.WEEK, count(start, amounts, BigDecimal.ONE));
        }
        if (EnumSet.of(Family.DAYS, Family.WEEKS).containsAll(families)) {
            return new Dates(Cycle.Unit.DAY, count(start, amounts, BigDecimal.valueOf(7)));
        }
        throw new Unreadable(start, "calendar and clock units do not mix in one interval" + inHours(amounts));
    }

    private static Clock clock(int start, List<Amount> amounts) {
        Duration length = Durations.total(start, amounts);
        if (length.isZero()) {
            throw new Unreadable(start, "an interval is at least one millisecond");
        }
        return new Clock(length);
    }

    private static int count(int start, List<Amount> amounts, BigDecimal daysOfWeek) {
        BigDecimal count = BigDecimal.ZERO;
        for (Amount amount : amounts) {
            BigDecimal size = amount.unit().size();
            boolean inDays = amount.unit().family() == Family.WEEKS;
            count = count.add(amount.number().multiply(inDays ? size.multiply(daysOfWeek) : size));
        }
        if (count.signum() == 0) {
            throw new Unreadable(start, "an interval is at least one unit");
        }
        if (count.stripTrailingZeros().scale() > 0) {
            throw new Unreadable(start, "calendar units come in whole numbers" + inHours(amounts));
        }
        if (count.compareTo(BigDecimal.valueOf(MOST_UNITS)) > 0) {
            throw new Unreadable(start, "too long an interval");
        }
        return count.intValueExact();
    }

    private static String inHours(List<Amount> amounts) {
        BigDecimal millis = BigDecimal.ZERO;
        for (Amount amount : amounts) {
            Optional<BigDecimal> each = amount.unit().millis();
            if (each.isEmpty()) {
                return "";
            }
            millis = millis.add(each.get().multiply(amount.number()));
        }
        return ", did you mean \"" + Spelling.length(Duration.ofMillis(millis.longValue())) + "\"?";
    }
}
