package dev.scheduler.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Values written for people, in a form that the grammar reads back. */
final class Spelling {

    private static final List<String> DAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final int SECONDS_OF_DAY = LocalCalendar.SECONDS_OF_DAY;

    private Spelling() {}

    static List<String> daysOfWeek() {
        return DAYS;
    }

    /** {@code 1 hour 30 minutes}. */
    static String length(Duration length) {
        StringJoiner parts = new StringJoiner(" ");
        add(parts, length.toHours(), "hour");
        add(parts, length.toMinutesPart(), "minute");
        add(parts, length.toSecondsPart(), "second");
        if (length.toMillisPart() > 0) {
            parts.add(length.toMillisPart() + " ms");
        }
        return parts.toString();
    }

    private static void add(StringJoiner parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    /** {@code 09:00}, with seconds where there are any. */
    static String time(int secondOfDay) {
        String time = twoDigits(secondOfDay / 3600) + ":" + twoDigits(secondOfDay / 60 % 60);
        return secondOfDay % 60 == 0 ? time : time + ":" + twoDigits(secondOfDay % 60);
    }

    /** The end of a window: that of the day is {@code 24:00}. */
    static String end(int secondOfDay) {
        return time(secondOfDay == SECONDS_OF_DAY - 1 ? SECONDS_OF_DAY : secondOfDay);
    }

    /** {@code 01:15, 13:15}: the same minute of some hours. */
    static String hours(int minute, int... hours) {
        return Arrays.stream(hours)
                .mapToObj(hour -> twoDigits(hour) + ":" + twoDigits(minute))
                .collect(Collectors.joining(", "));
    }

    static String twoDigits(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    static String month(int month) {
        return Month.of(month).name().toLowerCase(Locale.ROOT);
    }

    /** {@code 2026-01-05}, with the time where it is not midnight. */
    static String date(LocalDateTime date) {
        int second = date.toLocalTime().toSecondOfDay();
        return second == 0 ? date.toLocalDate().toString() : date.toLocalDate() + "T" + time(second);
    }

    /** {@code 1st}, {@code 2nd}, {@code 15th}. */
    static String ordinal(int number) {
        return number + suffix(number);
    }

    private static String suffix(int number) {
        if (number % 100 / 10 == 1) {
            return "th";
        }
        return switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
