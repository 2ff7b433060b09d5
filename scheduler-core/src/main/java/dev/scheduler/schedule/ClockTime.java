package dev.scheduler.schedule;

import org.jspecify.annotations.Nullable;

/** The grammar of local times of day: {@code 17:00}, {@code 17}, {@code 5pm}, {@code 5:30 pm}, {@code noon}. */
final class ClockTime {

    static final String EXPECTED = "a time such as \"17:00\", \"17\", \"5pm\" or \"noon\"";
    private static final int NOON = 12 * 3600;

    private ClockTime() {}

    /** Whether a time comes next. */
    static boolean isNext(Tokens tokens) {
        return tokens.peek().is(Token.Kind.NUMBER) || isName(tokens);
    }

    /** Whether a time comes next that nothing else could be: not a bare number. */
    static boolean isNextForSure(Tokens tokens) {
        return isName(tokens)
                || (tokens.peek().is(Token.Kind.NUMBER)
                        && (tokens.peek(1).is(":")
                                || tokens.peek(1).is("am")
                                || tokens.peek(1).is("pm")));
    }

    /** Whether one more time comes next in a list, and not a number of units, a place or a day of a month. */
    static boolean isNextInList(Tokens tokens) {
        String following = tokens.peek(1).text();
        boolean counts = tokens.peek().is(Token.Kind.NUMBER)
                && (IntervalUnit.of(following).isPresent()
                        || NumberWords.isSuffix(following)
                        || DayNames.month(following) != 0);
        return isNext(tokens) && !counts;
    }

    private static boolean isName(Tokens tokens) {
        return tokens.isNextOneOf("noon", "midday", "midnight");
    }

    /** Reads a time of day, in seconds. */
    static int read(Tokens tokens) {
        return read(tokens, 23);
    }

    /** Reads the end of a window, in seconds: as a time, but {@code 24:00} is the end of the day. */
    static int readEnd(Tokens tokens) {
        return read(tokens, 24);
    }

    private static int read(Tokens tokens, int lastHour) {
        if (tokens.acceptOneOf("noon", "midday")) {
            return NOON;
        }
        if (tokens.accept("midnight")) {
            return 0;
        }
        Token number = tokens.peek();
        if (!number.is(Token.Kind.NUMBER)) {
            throw tokens.fault("expected " + EXPECTED + ", found " + tokens.given());
        }
        if (!number.text().matches("\\d{1,2}")) {
            throw tokens.fault(tokens.given() + " is not a time of day" + hint(number.text()));
        }
        tokens.next();
        int hour = Integer.parseInt(number.text());
        int minute = tokens.accept(":") ? sixty(tokens, "minutes") : 0;
        int second = tokens.accept(":") ? sixty(tokens, "seconds") : 0;
        Integer half = half(tokens);
        tokens.accept("o", "'", "clock");
        if (half != null && (hour < 1 || hour > 12)) {
            throw new Unreadable(number.start(), "with am or pm the hour is 1 to 12, not " + hour);
        }
        int time = (half == null ? hour : hour % 12 + half) * 3600 + minute * 60 + second;
        if (hour > lastHour || time > LocalCalendar.SECONDS_OF_DAY) {
            throw new Unreadable(
                    number.start(),
                    "there is no hour " + hour + ", expected 0 to 23"
                            + (hour == 24 ? ", did you mean \"00:00\"?" : ""));
        }
        return Math.min(time, LocalCalendar.SECONDS_OF_DAY - 1);
    }

    /** The hours that am or pm adds; null where neither is said. */
    private static @Nullable Integer half(Tokens tokens) {
        if (tokens.accept("am") || tokens.accept("a", ".", "m", ".")) {
            return 0;
        }
        return tokens.accept("pm") || tokens.accept("p", ".", "m", ".") ? 12 : null;
    }

    /** Reads minutes or seconds. */
    static int sixty(Tokens tokens, String unit) {
        Token number = tokens.peek();
        if (!number.is(Token.Kind.NUMBER)
                || !number.text().matches("\\d{1,2}")
                || Integer.parseInt(number.text()) > 59) {
            throw tokens.fault("expected " + unit + " from 00 to 59, found " + tokens.given());
        }
        tokens.next();
        return Integer.parseInt(number.text());
    }

    private static String hint(String number) {
        if (number.matches("\\d{1,2}\\.\\d{2}")) {
            return ", did you mean \"" + number.replace('.', ':') + "\"?";
        }
        if (number.matches("\\d{3,4}")) {
            int split = number.length() - 2;
            return ", did you mean \"" + number.substring(0, split) + ":" + number.substring(split) + "\"?";
        }
        return ", expected " + EXPECTED;
    }
}
