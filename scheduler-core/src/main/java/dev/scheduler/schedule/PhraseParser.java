package dev.scheduler.schedule;

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
 *         | "at" times | "on" days | "only on" days | "except" days
 *         | "between" windows | "unless between" windows
 *         | "from" date | "from" time "to" time
 * </pre>
 *
 * What the clauses hold is the grammar of the attributes: {@link Interval}, {@link OnWords}, {@link AtTimes},
 * {@link Windows}, {@link StartDate}.
 */
final class PhraseParser {

    private final Tokens tokens;
    private TimingSpec spec;
    private @Nullable IntervalUnit twiceIn;
    private int twiceAt;
    private int filter = DayRule.ALL_DAYS_OF_WEEK;

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
            throw tokens.fault("nothing is said, " + PhraseWords.EXPECTED);
        }
        do {
            clause();
        } while (!atEnd());
        TimingSpec whole = filtered();
        return twiceIn == null ? whole : Rates.complete(whole, twiceIn, twiceAt);
    }

    private boolean atEnd() {
        if (tokens.atEnd()) {
            return true;
        }
        int start = tokens.position();
        boolean comma = tokens.acceptOneOf(",");
        boolean joined = tokens.acceptOneOf("and", "but") || comma;
        if (joined && tokens.atEnd()) {
            throw new Unreadable(start, "something is missing at the end");
        }
        return false;
    }

    private void clause() {
        int start = tokens.position();
        if (tokens.accept("only", "on")) {
            filter &= daysOfWeek();
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
            unlessClause();
        } else if (tokens.acceptOneOf("from", "starting")) {
            fromClause();
        } else {
            wordClause(start);
        }
    }

    private void unlessClause() {
        if (tokens.accept("on") || OnWords.isNext(tokens)) {
            filter &= ~daysOfWeek();
        } else {
            tokens.accept("between");
            sayRead(UNLESS_BETWEEN, () -> Windows.read(tokens));
        }
    }

    private int daysOfWeek() {
        int start = tokens.position();
        OnDays on = OnWords.read(tokens);
        if (!on.isOfWeek() || on.daysOfWeek() == DayRule.ALL_DAYS_OF_WEEK) {
            throw new Unreadable(start, "expected days of the week, such as \"weekdays\"");
        }
        return on.daysOfWeek();
    }

    /** The phrase with its "only" and "except" taken in: of days of the week they leave some, of all else they are a filter. */
    private TimingSpec filtered() {
        if (filter == DayRule.ALL_DAYS_OF_WEEK) {
            return spec;
        }
        int days = filter & OnWords.daysOfWeek(spec.on());
        if (days == 0) {
            throw tokens.fault("no day of the week is left");
        }
        return OnWords.areDaysOfWeek(spec.on())
                ? spec.with(ON, DayPhrases.ofWeek(days))
                : spec.and(DaysOfWeek.of(days));
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
        String adverb = PhraseWords.ADVERBS.get(word);
        String readings = PhraseWords.AMBIGUOUS.get(word);
        if (adverb != null) {
            tokens.next();
            say(start, EVERY, adverb);
        } else if (readings != null) {
            throw tokens.fault(tokens.given() + " is ambiguous: write " + readings);
        } else if (!objectClause()) {
            throw tokens.fault("unexpected " + tokens.given() + PhraseWords.hint(word));
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
                    + PhraseWords.hintAfterEvery(tokens.peek().text()));
        }
        sayRead(EVERY, () -> Interval.read(tokens));
    }

    /** "Every second monday" may be of the month or every other one. */
    private void refuseAmbiguous(int start) {
        tokens.attempt(() -> {
            int number = NumberWords.ordinal(tokens);
            String day = tokens.peek().text();
            if (number > 1 && DayNames.dayOfWeek(day) >= 0 && !tokens.peek(1).is("of")) {
                throw new Unreadable(
                        start,
                        "ambiguous: write \"every " + number + " weeks on " + day + "\" or \""
                                + Spelling.ordinal(number) + " " + day + " of the month\"");
            }
            return null;
        });
    }

    /** What may follow "every", or stand for itself. */
    private boolean objectClause() {
        if (Interval.isNext(tokens)) {
            sayRead(EVERY, () -> Interval.read(tokens));
        } else if (Windows.isNext(tokens)) {
            sayRead(BETWEEN, () -> Windows.read(tokens));
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
        String every = PhraseWords.ADVERBS.getOrDefault(word, word);
        IntervalUnit unit = IntervalUnit.of(every).orElse(null);
        if (unit == null) {
            throw tokens.fault("expected \"daily\", \"a day\" or another unit, found " + tokens.given());
        }
        tokens.next();
        say(start, EVERY, twice ? Rates.interval(unit, start) : every);
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
}
