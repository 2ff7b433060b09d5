package dev.scheduler.schedule;

import dev.scheduler.schedule.OnDay.Kind;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of days: {@code friday}, {@code 1st and 16th}, {@code last day}, {@code first monday}, {@code june 1}. */
final class OnWords {

    static final String EXPECTED =
            "a day such as \"friday\", \"weekdays\", \"15th\", \"last day\", \"first monday\" or \"june 1\"";

    private boolean ofQuarter;
    private final Tokens tokens;

    private OnWords(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads a list. */
    static OnDays read(Tokens tokens) {
        return new OnWords(tokens).list();
    }

    /** Whether a text says days of the week. */
    static boolean areDaysOfWeek(@Nullable String text) {
        try {
            return text != null && Tokens.read(text, EXPECTED, OnWords::read).isOfWeek();
        } catch (Unreadable fault) {
            return false;
        }
    }

    /** The days of the week that a text says, as a mask; all where it says none. */
    static int daysOfWeek(@Nullable String text) {
        return text == null || !areDaysOfWeek(text)
                ? DayRule.ALL_DAYS_OF_WEEK
                : Tokens.read(text, EXPECTED, OnWords::read).daysOfWeek();
    }

    /** Whether a day comes next; not for a bare number. */
    static boolean isNext(Tokens tokens) {
        String word = tokens.peek().text();
        String following = tokens.peek(1).text();
        boolean suffixed = tokens.peek().is(Token.Kind.NUMBER)
                && (NumberWords.isSuffix(following) || DayNames.month(following) != 0);
        return suffixed
                || DayNames.daysOfWeek(word) != 0
                || DayNames.month(word) != 0
                || NumberWords.isOrdinal(word)
                || word.equals("last")
                || word.equals("the");
    }

    private OnDays list() {
        int start = tokens.position();
        List<OnDay> days = new ArrayList<>();
        do {
            days.add(day());
        } while (acceptSeparator());
        shareNouns(days);
        shareMonths(days);
        return OnDays.of(start, days, ofQuarter);
    }

    private boolean acceptSeparator() {
        return tokens.attempt(() -> {
                    boolean separated = tokens.accept(",", "and") || tokens.acceptOneOf(",", "and", "or", "&");
                    return (separated && (isNext(tokens) || isBareNext())) ? true : null;
                })
                != null;
    }

    /** Whether what comes next is a day in a list, though it might be something else by itself: "every monday", "15". */
    private boolean isBareNext() {
        Token following = tokens.peek(1);
        boolean number = tokens.peek().is(Token.Kind.NUMBER)
                && !ClockTime.isNextForSure(tokens)
                && IntervalUnit.of(following.text()).isEmpty();
        return number || (tokens.isNext("every") && DayNames.daysOfWeek(following.text()) != 0);
    }

    private OnDay day() {
        tokens.acceptOneOf("every", "each");
        tokens.accept("the");
        int mask = DayNames.daysOfWeek(tokens.peek().text());
        if (mask != 0) {
            return daysOfWeek();
        }
        int month = DayNames.month(tokens.peek().text());
        if (month != 0) {
            return dayOf(month);
        }
        int start = tokens.position();
        OnDay day = noun(start, place());
        return validated(start, month(day));
    }

    private OnDay daysOfWeek() {
        Token first = tokens.next();
        int mask = DayNames.daysOfWeek(first.text());
        tokens.acceptOneOf("day", "days");
        int from = DayNames.dayOfWeek(first.text());
        int to = DayNames.dayOfWeek(tokens.peek(1).text());
        if (from >= 0 && to >= 0 && tokens.acceptOneOf("-", "–", "to", "through", "thru", "until")) {
            tokens.next();
            for (int day = from; day != to; day = (day + 1) % 7) {
                mask |= 1 << day;
            }
            mask |= 1 << to;
        }
        return OnDay.daysOfWeek(mask);
    }

    private OnDay dayOf(int month) {
        Token name = tokens.next();
        tokens.accept("the");
        int start = tokens.position();
        if (!tokens.peek().is(Token.Kind.NUMBER)
                && !NumberWords.isOrdinal(tokens.peek().text())) {
            throw tokens.fault("expected a day after \"" + name.text() + "\", such as \"" + name.text() + " 1\"");
        }
        return validated(start, OnDay.of(month, place()));
    }

    private int place() {
        tokens.accept("day");
        if (tokens.accept("last")) {
            return OnDay.LAST;
        }
        Token token = tokens.peek();
        int ordinal = NumberWords.ordinal(tokens);
        if (ordinal > 0) {
            return ordinal;
        }
        if (!token.is(Token.Kind.NUMBER)) {
            throw tokens.fault(tokens.atEnd() ? "expected " + EXPECTED : "unknown day " + tokens.given() + hint(token));
        }
        tokens.next();
        return token.text().matches("\\d{1,4}") ? Integer.parseInt(token.text()) : 0;
    }

    private static String hint(Token token) {
        return Nearest.to(token.text(), DayNames.suggestions())
                .map(word -> ", did you mean \"" + word + "\"?")
                .orElse(", expected " + EXPECTED);
    }

    private OnDay noun(int start, int place) {
        if (tokens.acceptOneOf("day", "days")) {
            return OnDay.of(Kind.DAY, place, 0);
        }
        if (tokens.acceptOneOf("weekday", "workday")) {
            return OnDay.of(Kind.WORKDAY, place, DayNames.WEEKDAYS);
        }
        int dayOfWeek = DayNames.dayOfWeek(tokens.peek().text());
        if (dayOfWeek >= 0) {
            tokens.next();
            return OnDay.of(Kind.NTH, place, 1 << dayOfWeek);
        }
        if (place == OnDay.LAST && !tokens.isNextOneOf(",", "and", "or", "&")) {
            throw new Unreadable(start, "the last what? Expected \"last day\", \"last weekday\" or \"last friday\"");
        }
        return OnDay.bare(place);
    }

    private OnDay month(OnDay day) {
        boolean of = tokens.acceptOneOf("of", "in");
        if (of) {
            tokens.acceptOneOf("the", "each", "every", "a");
        }
        int month = DayNames.month(tokens.peek().text());
        if (month != 0) {
            tokens.next();
            return day.in(month);
        }
        if (of && tokens.accept("year")) {
            return day.in(day.place() == OnDay.LAST ? 12 : 1);
        }
        if (of && tokens.accept("quarter")) {
            ofQuarter = true;
        } else if (of && !tokens.acceptOneOf("month", "months")) {
            throw tokens.fault("expected \"month\", \"quarter\", \"year\" or a month's name, found " + tokens.given());
        }
        return day;
    }

    private static OnDay validated(int start, OnDay day) {
        int longest = day.month() == 0 ? 31 : Month.of(day.month()).maxLength();
        if (day.place() != OnDay.LAST && (day.place() < 1 || day.place() > longest)) {
            String whose = day.month() == 0 ? "a month" : Spelling.month(day.month());
            throw new Unreadable(start, whose + " has days 1 to " + longest + ", not " + day.place());
        }
        return day;
    }

    /** "First and third monday": a place without a noun has that of the next one. */
    private static void shareNouns(List<OnDay> days) {
        for (int i = days.size() - 2; i >= 0; i--) {
            OnDay day = days.get(i);
            OnDay following = days.get(i + 1);
            boolean shares =
                    following.kind() == Kind.NTH || following.kind() == Kind.WORKDAY || day.place() == OnDay.LAST;
            if (day.bare() && day.place() <= 5 && shares) {
                days.set(i, day.withNounOf(following));
            }
        }
    }

    /**
     * A day without a month has the one that is said after the days ("1st and 15th of june"), else that of the day before
     * ("june 1, 15 and july 3"), else that of the next one.
     */
    private static void shareMonths(List<OnDay> days) {
        for (int i = days.size() - 2; i >= 0; i--) {
            if (!days.get(i + 1).monthFirst()) {
                share(days, i, i + 1);
            }
        }
        for (int i = 1; i < days.size(); i++) {
            share(days, i, i - 1);
        }
        for (int i = days.size() - 2; i >= 0; i--) {
            share(days, i, i + 1);
        }
    }

    private static void share(List<OnDay> days, int to, int from) {
        OnDay day = days.get(to);
        if (day.month() == 0 && day.kind() != Kind.DAYS_OF_WEEK) {
            days.set(to, day.in(days.get(from).month()));
        }
    }
}
