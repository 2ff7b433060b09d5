package dev.scheduler.schedule;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them: in digits or in words, as counts or as places. */
final class NumberWords {

    private static final List<String> COUNTS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    private static final List<String> PLACES = List.of(
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");

    private NumberWords() {}

    /** Whether a count comes next. */
    static boolean isNext(Tokens tokens) {
        return tokens.peek().is(Token.Kind.NUMBER) || count(tokens.peek().text()) >= 0;
    }

    /** Reads a count. */
    static BigDecimal next(Tokens tokens) {
        Token token = tokens.next();
        return token.is(Token.Kind.NUMBER) ? new BigDecimal(token.text()) : BigDecimal.valueOf(count(token.text()));
    }

    /** Whether a word makes a place of the number before it. */
    static boolean isSuffix(String word) {
        return List.of("st", "nd", "rd", "th").contains(word);
    }

    /** Whether a word says a place. */
    static boolean isOrdinal(String word) {
        return PLACES.indexOf(word) > 0
                || List.of("twenty", "thirty", "thirtieth").contains(word);
    }

    /** Reads a place such as {@code 15th} or {@code first}; 0 or less, and nothing read, where none comes next. */
    static int ordinal(Tokens tokens) {
        Integer place = tokens.attempt(() -> {
            Token token = tokens.next();
            return token.is(Token.Kind.NUMBER) ? digits(token, tokens) : word(token.text(), tokens);
        });
        return place == null ? 0 : place;
    }

    private static @Nullable Integer digits(Token number, Tokens tokens) {
        boolean place = tokens.isGlued()
                && isSuffix(tokens.peek().text())
                && tokens.accept(tokens.peek().text());
        return place && number.text().matches("\\d{1,4}") ? Integer.valueOf(number.text()) : null;
    }

    private static @Nullable Integer word(String word, Tokens tokens) {
        int tens = word.equals("twenty") ? 20 : word.equals("thirty") ? 30 : 0;
        if (tens > 0) {
            tokens.accept("-");
            int ones = PLACES.indexOf(tokens.next().text());
            return ones >= 1 && ones <= 9 ? tens + ones : null;
        }
        int place = word.equals("thirtieth") ? 30 : PLACES.indexOf(word);
        return place < 1 ? null : place;
    }

    private static int count(String word) {
        return switch (word) {
            case "a", "an" -> 1;
            case "thirty" -> 30;
            case "forty" -> 40;
            case "fifty" -> 50;
            case "sixty" -> 60;
            case "ninety" -> 90;
            default -> COUNTS.indexOf(word);
        };
    }
}
