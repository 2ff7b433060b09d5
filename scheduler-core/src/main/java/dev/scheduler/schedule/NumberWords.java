package dev.scheduler.schedule;

import java.math.BigDecimal;
import java.util.List;

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
