package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.schedule.Durations;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the waits between tries: {@code "10s"} for equal ones, {@code "10s x2"} for ones that double, {@code "10s x2 max
 * 5m"} for ones that double up to five minutes. Without a maximum no wait is longer than a day.
 */
final class BackoffText {

    private static final Duration NO_LONGER_THAN = Duration.ofDays(1);
    private static final Pattern FORM = Pattern.compile(
            "(?<first>.+?)(?:\\s+x\\s*(?<factor>\\S+))?(?:\\s+max\\s+(?<max>.+))?", Pattern.CASE_INSENSITIVE);

    private BackoffText() {}

    static Backoff parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a wait, such as \"10s\" or \"10s x2 max 5m\"");
        }
        Duration first = Durations.parse(parts.group("first"));
        if (parts.group("factor") == null && parts.group("max") == null) {
            return Backoff.of(first);
        }
        if (parts.group("factor") == null) {
            throw new IllegalArgumentException("\"max\" goes with a factor, such as \"" + parts.group("first")
                    + " x2 max " + parts.group("max") + "\"");
        }
        Duration max = parts.group("max") == null ? NO_LONGER_THAN : Durations.parse(parts.group("max"));
        return new Backoff(first, factor(parts.group("factor")), max);
    }

    private static double factor(String text) {
        try {
            double factor = Double.parseDouble(text);
            if (Double.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // told below, together with what is a number and no factor
        }
        throw new IllegalArgumentException(
                "\"x" + text + "\" is no factor, expected a number, such as \"x2\" or \"x1.5\"");
    }
}
