package dev.scheduler.schedule;

/** Numbers that say a place: 1st, 2nd, 15th. */
final class Ordinals {

    private Ordinals() {}

    static String of(int number) {
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
}
