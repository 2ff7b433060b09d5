package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
                .map(places -> Bits.of(months)
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
        boolean lastDays = (rule.fromLast() & ~1) != 0;
        boolean nearest = (rule.nearestWeekday() & ~FIRST_ONLY) != 0;
        boolean nth = (rule.nthDaysOfWeek() | rule.lastDaysOfWeek()) != 0;
        boolean daysOfWeek = rule.daysOfWeek() != 0 && (rule.either() || nth);
        boolean both = nth && rule.restrictsDaysOfMonth() && !rule.either();
        if (lastDays || nearest || daysOfWeek || both) {
            return Optional.empty();
        }
        List<String> nouns = nouns(rule);
        List<String> places = new ArrayList<>();
        if (rule.restrictsDaysOfMonth()) {
            // "1st and first monday" would read as two mondays.
            String noun = nouns.isEmpty() ? "" : " day";
            Bits.of(rule.daysOfMonth())
                    .filter(day -> day < 32)
                    .forEach(day -> places.add(Spelling.ordinal(day) + noun));
        }
        places.addAll(nouns);
        if (rule.fromLast() != 0) {
            places.add("last day");
        }
        return Optional.of(places).filter(found -> !found.isEmpty());
    }

    private static List<String> nouns(DayRule rule) {
        List<String> days = Spelling.daysOfWeek();
        List<String> nouns = new ArrayList<>();
        if (rule.nearestWeekday() != 0) {
            nouns.add("first weekday");
        }
        Bits.of(rule.nthDaysOfWeek()).forEach(nth -> nouns.add(PLACES.get(nth % 5) + " " + days.get(nth / 5)));
        if (rule.lastWeekday()) {
            nouns.add("last weekday");
        }
        Bits.of(rule.lastDaysOfWeek()).forEach(day -> nouns.add("last " + days.get(day)));
        return nouns;
    }
}
