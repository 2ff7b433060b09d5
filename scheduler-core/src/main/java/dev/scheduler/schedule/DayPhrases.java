package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Days in words. */
final class DayPhrases {

    private static final List<String> PLACES = List.of("first", "second", "third", "fourth", "fifth");
    private static final int FIRST_ONLY = 1 << 1;

    private DayPhrases() {}

    /** {@code weekdays}, {@code monday and thursday}: what follows "on". */
    static String ofWeek(int daysOfWeek) {
        return switch (daysOfWeek) {
            case DayNames.WEEKDAYS -> "weekdays";
            case DayNames.WEEKENDS -> "weekends";
            default -> named(daysOfWeek);
        };
    }

    /** {@code weekday}, {@code monday and thursday}: what follows "every". */
    static String everyOfWeek(int daysOfWeek) {
        return daysOfWeek == DayNames.WEEKDAYS ? "weekday" : named(daysOfWeek);
    }

    private static String named(int daysOfWeek) {
        return Spelling.list(IntStream.rangeClosed(1, 7)
                .filter(day -> (daysOfWeek >> day % 7 & 1) != 0)
                .mapToObj(day -> Spelling.daysOfWeek().get(day % 7))
                .toList());
    }

    /** {@code the 1st and 16th}, {@code the last day}; empty for what has no words. */
    static Optional<String> ofMonth(DayRule rule) {
        return places(rule).map(places -> "the " + Spelling.list(places));
    }

    /** {@code june 1}, {@code last day of june}; empty for what has no words. */
    static Optional<List<String>> ofYear(DayRule rule, int months) {
        return places(rule)
                .filter(places -> !rule.restrictsDaysOfMonth() || ShortMonths.haveAll(months, rule.daysOfMonth()))
                .map(places -> IntStream.rangeClosed(1, 12)
                        .filter(month -> (months >> month & 1) != 0)
                        .boxed()
                        .flatMap(month -> places.stream().map(place -> inMonth(place, Spelling.month(month))))
                        .toList());
    }

    private static String inMonth(String place, String month) {
        return Character.isDigit(place.charAt(0))
                ? month + " " + place.replaceAll("\\D", "")
                : "the " + place + " of " + month;
    }

    private static Optional<List<String>> places(DayRule rule) {
        boolean named = (rule.fromLast() | 1) == 1 && (rule.nearestWeekday() | FIRST_ONLY) == FIRST_ONLY;
        boolean mixed =
                rule.daysOfWeek() != 0 && (rule.either() || (rule.nthDaysOfWeek() | rule.lastDaysOfWeek()) != 0);
        List<String> places = named && !mixed ? new ArrayList<>() : null;
        if (places == null) {
            return Optional.empty();
        }
        List<String> nouns = nouns(rule);
        if (rule.restrictsDaysOfMonth()) {
            // "1st and first monday" would read as two mondays.
            String noun = nouns.isEmpty() ? "" : " day";
            bits(rule.daysOfMonth()).map(day -> Spelling.ordinal(day) + noun).forEach(places::add);
        }
        places.addAll(nouns);
        if (rule.fromLast() != 0) {
            places.add("last day");
        }
        return Optional.of(places).filter(found -> !found.isEmpty());
    }

    private static List<String> nouns(DayRule rule) {
        List<String> nouns = new ArrayList<>();
        if (rule.nearestWeekday() != 0) {
            nouns.add("first weekday");
        }
        for (int i = 0; i < 35; i++) {
            if ((rule.nthDaysOfWeek() >> i & 1) != 0) {
                nouns.add(PLACES.get(i % 5) + " " + Spelling.daysOfWeek().get(i / 5));
            }
        }
        if (rule.lastWeekday()) {
            nouns.add("last weekday");
        }
        bits(rule.lastDaysOfWeek())
                .map(day -> "last " + Spelling.daysOfWeek().get(day))
                .forEach(nouns::add);
        return nouns;
    }

    private static Stream<Integer> bits(int mask) {
        return IntStream.range(0, 32).filter(bit -> (mask >> bit & 1) != 0).boxed();
    }
}
