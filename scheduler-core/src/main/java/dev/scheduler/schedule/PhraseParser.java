package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;
import static dev.scheduler.schedule.TimingAttribute.UNLESS_BETWEEN;

/**
 * The grammar of whole schedules in words. A phrase is a few clauses in any order, each said once:
 *
 * <pre>
 * phrase  = clause { [","] ["and"] clause }
 * clause  = ("every" | "each") ( interval | days | time ) | interval | days | time
 *         | "hourly" | "daily" | "weekly" | "monthly" | "quarterly" | "yearly" …
 *         | ("once" | "twice") ( "daily" … | ("a" | "per" | "every") unit )
 *         | "at" times | "on" days | "only on" days | "between" windows | "unless between" windows
 *         | "from" date | "from" time "to" time
 * </pre>
 *
 * What the clauses hold is the grammar of the attributes: {@link Interval}, {@link OnWords}, {@link AtTimes},
 * {@link Windows}, {@link StartDate}.
 */
final class PhraseParser {

    private static final Map<String, String> ADVERBS = Map.of(
            "hourly", "hour",
            "daily", "day",
            "nightly", "day",
            "weekly", "week",
            "fortnightly", "2 weeks",
            "monthly", "month",
            "quarterly", "quarter",
            "yearly", "year",
            "annually", "year");
    private static final Map<String, String> AMBIGUOUS = Map.of(
            "biweekly", "\"every 2 weeks\" or \"twice weekly\"",
            "bimonthly", "\"every 2 months\" or \"twice monthly\"",
            "biannually", "\"every 2 years\" or \"every 6 months\"");
    private static final List<String> WORDS = List.of(
            "every",
            "each",
            "hourly",
            "daily",
            "weekly",
            "monthly",
            "quarterly",
            "yearly",
            "annually",
            "fortnightly",
            "once",
            "twice",
            "at",
            "on",
            "between",
            "unless",
            "from",
            "noon",
            "midnight",
            "weekdays",
            "weekends",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "first",
            "last");
    private static final String EXPECTED =
            "expected a phrase such as \"every 5 minutes\", \"daily at 13:00\" or \"every month on the 15th at 9:00\"";

    private final Tokens tokens;
    private TimingSpec spec;
    private @Nullable IntervalUnit twiceIn;
    private int twiceAt;

    private PhraseParser(Tokens tokens, TimingSpec start) {
        this.tokens = tokens;
        spec = start;
    }

    /**
     * Reads a phrase to its end.
     *
     * @param start what is said already
     * @throws Unreadable with the position
     */
    static TimingSpec parse(Tokens tokens, TimingSpec start) {
        return new PhraseParser(tokens, start).phrase();
    }

    private TimingSpec phrase() {
        if (tokens.atEnd()) {
            throw tokens.fault("nothing is said, " + EXPECTED);
        }
        do {
            clause();
        } while (!atEnd());
        return twiceIn == null ? spec : Rates.complete(spec, twiceIn, twiceAt);
    }

    private boolean atEnd() {
        if (tokens.atEnd()) {
            return true;
        }
        int start = tokens.position();
        boolean joined = tokens.acceptOneOf(",") | tokens.acceptOneOf("and", "but");
        if (joined && tokens.atEnd()) {
            throw new Unreadable(start, "something is missing at the end");
        }
        return false;
    }

    private void clause() {
        int start = tokens.position();
        if (tokens.accept("only", "on")) {
            onlyOnClause();
        } else if (tokens.acceptOneOf("every", "each")) {
            everyClause(start);
        } else if (tokens.isNextOneOf("once", "twice")) {
            rateClause(start);
        } else if (tokens.acceptOneOf("at", "@")) {
            sayRead(AT, () -> AtTimes.read(tokens));
        } else if (tokens.accept("on")) {
            sayRead(ON, () -> OnWords.read(tokens));
        } else if (tokens.accept("between")) {
            sayRead(BETWEEN, () -> Windows.read(tokens));
        } else if (tokens.acceptOneOf("unless", "except", "outside")) {
            tokens.accept("between");
            sayRead(UNLESS_BETWEEN, () -> Windows.read(tokens));
        } else if (tokens.acceptOneOf("from", "starting")) {
            fromClause();
        } else {
            wordClause(start);
        }
    }

    private void onlyOnClause() {
        int start = tokens.position();
        OnDays on = OnWords.read(tokens);
        if (!on.isOfWeek()) {
            throw new Unreadable(start, "\"only on\" takes days of the week, such as \"weekdays\"");
        }
        spec = spec.and(DaysOfWeek.of(on.daysOfWeek()));
    }

    private void fromClause() {
        tokens.acceptOneOf("from", "on");
        if (StartDate.isNext(tokens) || !ClockTime.isNext(tokens)) {
            sayRead(FROM, () -> StartDate.read(tokens));
        } else {
            sayRead(BETWEEN, () -> Windows.read(tokens));
        }
    }

    private void wordClause(int start) {
        String word = tokens.peek().text();
        String adverb = ADVERBS.get(word);
        if (adverb != null) {
            tokens.next();
            say(start, EVERY, adverb);
        } else if (AMBIGUOUS.containsKey(word)) {
            throw tokens.fault(tokens.given() + " is ambiguous: write " + AMBIGUOUS.get(word));
        } else if (!objectClause()) {
            throw tokens.fault("unexpected " + tokens.given() + hint(word));
        }
    }

    private void everyClause(int start) {
        boolean other =
                tokens.isNext("other") && DayNames.dayOfWeek(tokens.peek(1).text()) >= 0;
        if (other) {
            tokens.next();
            say(start, EVERY, "2 weeks");
        } else {
            refuseAmbiguous(start);
        }
        if (objectClause()) {
            return;
        }
        if (tokens.peek().is(Token.Kind.WORD)) {
            throw tokens.fault("unknown unit or day " + tokens.given()
                    + unitOrDay(tokens.peek().text()));
        }
        sayRead(EVERY, () -> Interval.read(tokens));
    }

    /** "Every second monday" may be of the month or every other one. */
    private void refuseAmbiguous(int start) {
        int ordinal = tokens.peek().is(Token.Kind.NUMBER) ? 2 : 1;
        boolean day = DayNames.dayOfWeek(tokens.peek(ordinal).text()) >= 0
                && !tokens.peek(ordinal + 1).is("of");
        int number = day && !tokens.isNext("first") ? NumberWords.ordinal(tokens) : 0;
        if (number > 1) {
            String name = tokens.peek().text();
            throw new Unreadable(
                    start,
                    "ambiguous: write \"every " + number + " weeks on " + name + "\" or \"" + Spelling.ordinal(number)
                            + " " + name + " of the month\"");
        }
    }

    /** What may follow "every", or stand for itself. */
    private boolean objectClause() {
        if (Interval.isNext(tokens)) {
            sayRead(EVERY, () -> Interval.read(tokens));
        } else if (ClockTime.isNextForSure(tokens)) {
            sayRead(AT, () -> AtTimes.read(tokens));
        } else if (OnWords.isNext(tokens)) {
            sayRead(ON, () -> OnWords.read(tokens));
        } else {
            return false;
        }
        return true;
    }

    private void rateClause(int start) {
        boolean twice = tokens.next().is("twice");
        tokens.acceptOneOf("a", "an", "per", "each", "every");
        String word = tokens.peek().text();
        IntervalUnit unit = IntervalUnit.of(ADVERBS.getOrDefault(word, word)).orElse(null);
        if (unit == null) {
            throw tokens.fault("expected \"daily\", \"a day\" or another unit, found " + tokens.given());
        }
        tokens.next();
        say(start, EVERY, twice ? Rates.interval(unit, start) : ADVERBS.getOrDefault(word, word));
        if (twice) {
            twiceIn = unit;
            twiceAt = start;
        }
    }

    private void sayRead(TimingAttribute attribute, Runnable grammar) {
        int start = tokens.position();
        grammar.run();
        say(start, attribute, tokens.since(start));
    }

    private void say(int start, TimingAttribute attribute, String text) {
        String said = spec.get(attribute);
        if (said != null) {
            String what = attribute == EVERY ? "how often" : "\"" + attribute.key() + "\"";
            throw new Unreadable(
                    start, what + " is said twice (\"" + said + "\" and \"" + text + "\"); write a schedule for each");
        }
        spec = spec.with(attribute, text);
    }

    private static String unitOrDay(String word) {
        List<String> known = new ArrayList<>(IntervalUnit.names());
        known.addAll(DayNames.suggestions());
        return Nearest.to(word, known)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElse(", " + EXPECTED);
    }

    private static String hint(String word) {
        return Optional.of(word)
                .filter(given -> given.length() > 1)
                .flatMap(given -> Nearest.to(given, WORDS))
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElse(", " + EXPECTED);
    }
}
