package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The names of days of the week and of months, and their abbreviations. */
final class DayNames {

    static final int WEEKDAYS = 0b011_1110;
    static final int WEEKENDS = 0b100_0001;

    private static final List<List<String>> DAYS = List.of(
            List.of("sunday", "sundays", "sun"),
            List.of("monday", "mondays", "mon"),
            List.of("tuesday", "tuesdays", "tue", "tues"),
            List.of("wednesday", "wednesdays", "wed", "weds"),
            List.of("thursday", "thursdays", "thu", "thur", "thurs"),
            List.of("friday", "fridays", "fri"),
            List.of("saturday", "saturdays", "sat"));
    private static final List<String> MONTHS =
            IntStream.rangeClosed(1, 12).mapToObj(Spelling::month).toList();

    private DayNames() {}

    /** The days of the week that one word means, as a mask; 0 if none. */
    static int daysOfWeek(String word) {
        return switch (word) {
            case "weekday", "weekdays", "workday", "workdays" -> WEEKDAYS;
            case "weekend", "weekends" -> WEEKENDS;
            default -> dayOfWeek(word) < 0 ? 0 : 1 << dayOfWeek(word);
        };
    }

    /** The day of the week that a word names, Sunday being 0; -1 if none. */
    static int dayOfWeek(String word) {
        return IntStream.range(0, 7)
                .filter(day -> DAYS.get(day).contains(word))
                .findFirst()
                .orElse(-1);
    }

    /** The month that a word names, 1 to 12; 0 if none. */
    static int month(String word) {
        if (word.equals("sept")) {
            return 9;
        }
        return 1
                + IntStream.range(0, 12)
                        .filter(month -> MONTHS.get(month).equals(word)
                                || MONTHS.get(month).substring(0, 3).equals(word))
                        .findFirst()
                        .orElse(-1);
    }

    /** The words that a message may suggest for a day. */
    static List<String> suggestions() {
        List<String> words = new ArrayList<>(MONTHS);
        DAYS.forEach(names -> words.addAll(names.subList(0, 2)));
        words.addAll(List.of("weekdays", "weekends", "last", "first", "second", "third", "fourth"));
        return words;
    }
}
