package dev.scheduler.schedule;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text taken apart, and how far it has been read. Every part of the grammar reads from one of these. */
final class Tokens {

    private final String text;
    private final List<Token> tokens;
    private int index;

    Tokens(String text) {
        this.text = text;
        tokens = Token.of(text);
    }

    /** Reads a whole text: a list, or one thing. */
    static <T> T read(String text, String expected, Function<Tokens, T> grammar) {
        Tokens tokens = new Tokens(text);
        T result = grammar.apply(tokens);
        if (!tokens.atEnd()) {
            tokens.acceptOneOf(",", "and");
            throw tokens.fault("unexpected " + tokens.given() + ", expected " + expected);
        }
        return result;
    }

    /** Leaves out what starts before a position. */
    Tokens skipTo(int position) {
        while (!atEnd() && position() < position) {
            next();
        }
        return this;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        index = Math.min(index + 1, tokens.size() - 1);
        return token;
    }

    boolean atEnd() {
        return peek().is(Token.Kind.END);
    }

    /** Whether the next tokens are these words or symbols. */
    boolean isNext(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isNextOneOf(String... words) {
        return List.of(words).contains(peek().text());
    }

    /** Reads these words or symbols if they come next. */
    boolean accept(String... words) {
        if (!isNext(words)) {
            return false;
        }
        index += words.length;
        return true;
    }

    /** Reads one of these words or symbols if it comes next. */
    boolean acceptOneOf(String... words) {
        return isNextOneOf(words) && accept(peek().text());
    }

    /** Reads what a grammar reads, or nothing at all where it answers null. */
    <T> @Nullable T attempt(Supplier<@Nullable T> grammar) {
        int before = index;
        T result = grammar.get();
        if (result == null) {
            index = before;
        }
        return result;
    }

    /** Whether a grammar finds what it looks for; nothing is read. */
    boolean sees(BooleanSupplier grammar) {
        int before = index;
        boolean seen = grammar.getAsBoolean();
        index = before;
        return seen;
    }

    /** Whether the next token follows the last one without a space. */
    boolean isGlued() {
        return index > 0 && tokens.get(index - 1).end() == peek().start();
    }

    /** Reads everything up to the next space or comma. */
    String nextRun() {
        int start = peek().start();
        Token last = next();
        while (!atEnd() && isGlued() && !isNext(",")) {
            last = next();
        }
        return text.substring(start, last.end());
    }

    int position() {
        return peek().start();
    }

    /** What was read since a position, as it was written. */
    String since(int start) {
        return index == 0 ? "" : text.substring(start, tokens.get(index - 1).end());
    }

    /** The next token as it was written, for a message. */
    String given() {
        Token token = peek();
        return atEnd() ? "the end" : "\"" + text.substring(token.start(), token.end()) + "\"";
    }

    /** A fault at the next token. */
    Unreadable fault(String problem) {
        return new Unreadable(position(), problem);
    }
}
