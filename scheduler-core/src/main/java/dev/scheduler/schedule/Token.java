package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of a text.
 *
 * @param kind what it is
 * @param text the piece in lower case
 * @param start the position of its first character
 * @param end the position after its last character
 */
record Token(Kind kind, String text, int start, int end) {

    /** The kinds of pieces. */
    enum Kind {
        /** Letters. */
        WORD,
        /** Digits, with decimals if any. */
        NUMBER,
        /** Any other single character. */
        SYMBOL,
        /** The end of the text. */
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean is(String wanted) {
        return text.equals(wanted);
    }

    /** The pieces of a text; the last one is its end. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            char first = text.charAt(start);
            if (Character.isWhitespace(first)) {
                start++;
                continue;
            }
            Kind kind = Character.isLetter(first) ? Kind.WORD : isDigit(first) ? Kind.NUMBER : Kind.SYMBOL;
            int end = end(text, start, kind);
            tokens.add(new Token(kind, text.substring(start, end).toLowerCase(Locale.ROOT), start, end));
            start = end;
        }
        tokens.add(new Token(Kind.END, "", text.length(), text.length()));
        return tokens;
    }

    private static int end(String text, int start, Kind kind) {
        int end = start + 1;
        while (end < text.length() && continues(text, start, end, kind)) {
            end++;
        }
        return end;
    }

    private static boolean continues(String text, int start, int at, Kind kind) {
        char next = text.charAt(at);
        return switch (kind) {
            case WORD -> Character.isLetter(next);
            case NUMBER -> isDigit(next) || (next == '.' && isPoint(text, start, at));
            default -> false;
        };
    }

    private static boolean isPoint(String text, int start, int at) {
        return at + 1 < text.length() && isDigit(text.charAt(at + 1)) && text.lastIndexOf('.', at - 1) < start;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
