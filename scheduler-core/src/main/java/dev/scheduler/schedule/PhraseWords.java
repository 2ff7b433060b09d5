package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The words of phrases that stand for others, and what a message says of one that is none of them. */
final class PhraseWords {

    static final String EXPECTED =
            "expected a phrase such as \"every 5 minutes\", \"daily at 13:00\" or \"every month on the 15th at 9:00\"";

    /** Each with the interval that it means. */
    static final Map<String, String> ADVERBS = Map.of(
            "hourly", "hour",
            "daily", "day",
            "nightly", "day",
            "weekly", "week",
            "fortnightly", "2 weeks",
            "monthly", "month",
            "quarterly", "quarter",
            "yearly", "year",
            "annually", "year");

    /** Each with its readings. */
    static final Map<String, String> AMBIGUOUS = Map.of(
            "biweekly", "\"every 2 weeks\" or \"twice weekly\"",
            "bimonthly", "\"every 2 months\" or \"twice monthly\"",
            "biannually", "\"every 2 years\" or \"every 6 months\"");

    private static final List<String> CLAUSES = List.of(
            "every",
            "each",
            "once",
            "twice",
            "at",
            "on",
            "only",
            "between",
            "unless",
            "except",
            "from",
            "noon",
            "midnight");

    private PhraseWords() {}

    /** What to say of a word that begins no clause. */
    static String hint(String word) {
        if (List.of("in", "utc", "gmt").contains(word)) {
            return ", a time zone goes by itself into \"zone\"";
        }
        List<String> known = new ArrayList<>(CLAUSES);
        known.addAll(ADVERBS.keySet());
        known.addAll(DayNames.suggestions());
        return word.length() < 2 ? ", " + EXPECTED : near(word, known);
    }

    /** What to say of a word that is neither a unit nor a day. */
    static String hintAfterEvery(String word) {
        List<String> known = new ArrayList<>(IntervalUnit.names(IntervalUnit.ALL));
        known.addAll(DayNames.suggestions());
        return near(word, known);
    }

    private static String near(String word, List<String> known) {
        return Nearest.to(word, known)
                .map(found -> ", did you mean \"" + found + "\"?")
                .orElse(", " + EXPECTED);
    }
}
