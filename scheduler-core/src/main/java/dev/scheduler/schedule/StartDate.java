package dev.scheduler.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What "from" says: a local date, a time of day and an offset.
 *
 * @param local the date and time, midnight where no time is said
 * @param timed whether a time is said
 * @param offset the offset from UTC; null for the schedule's own zone
 */
record StartDate(
        LocalDateTime local, boolean timed, @Nullable ZoneOffset offset) {

    private static final String EXPECTED = "a date such as \"2026-01-05\" or \"2026-01-05T08:30\"";

    /** Reads a date with or without a time: {@code 2026-01-05}, {@code 2026-01-05 08:30}, {@code 2026-01-05T08:30Z}. */
    static StartDate read(Tokens tokens) {
        int start = tokens.position();
        int year = number(tokens, 4);
        int month = tokens.accept("-") ? number(tokens, 2) : expected(tokens);
        int day = tokens.accept("-") ? number(tokens, 2) : expected(tokens);
        boolean timed = tokens.accept("t")
                || (tokens.peek().is(Token.Kind.NUMBER) && tokens.peek(1).is(":"));
        int time = timed ? ClockTime.read(tokens) : 0;
        try {
            LocalDateTime midnight = LocalDateTime.of(year, month, day, 0, 0);
            return new StartDate(midnight.plusSeconds(time), timed, timed ? offset(tokens) : null);
        } catch (DateTimeException noSuchDate) {
            throw new Unreadable(start, "there is no such date, expected " + EXPECTED);
        }
    }

    /** Whether a date comes next. */
    static boolean isNext(Tokens tokens) {
        return tokens.peek().is(Token.Kind.NUMBER)
                && tokens.peek(1).is("-")
                && tokens.peek(2).is(Token.Kind.NUMBER)
                && tokens.peek(3).is("-");
    }

    /** The local time in a zone. */
    LocalDateTime in(ZoneId zone) {
        return offset == null ? local : LocalDateTime.ofInstant(local.toInstant(offset), zone);
    }

    /** The instant, of two the first. */
    Instant instantIn(ZoneId zone) {
        return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
    }

    private static int number(Tokens tokens, int digits) {
        Token number = tokens.peek();
        if (!number.is(Token.Kind.NUMBER) || !number.text().matches("\\d{1," + digits + "}")) {
            return expected(tokens);
        }
        tokens.next();
        return Integer.parseInt(number.text());
    }

    private static int expected(Tokens tokens) {
        throw tokens.fault("expected " + EXPECTED + ", found " + tokens.given());
    }

    private static @Nullable ZoneOffset offset(Tokens tokens) {
        boolean given = tokens.isGlued() && tokens.isNextOneOf("z", "+", "-");
        return given ? ZoneOffset.of(tokens.nextRun().toUpperCase(Locale.ROOT)) : null;
    }
}
