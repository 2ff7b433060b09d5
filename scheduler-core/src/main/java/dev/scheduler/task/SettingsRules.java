package dev.scheduler.task;

import dev.scheduler.Backoff;
import dev.scheduler.TaskSettings;
import dev.scheduler.schedule.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a layer's settings must keep to, whichever way they were written. */
final class SettingsRules {

    private final String where;
    private final Faults faults;

    private SettingsRules(String where, Faults faults) {
        this.where = where;
        this.faults = faults;
    }

    static void check(TaskSettings settings, String where, Faults faults) {
        SettingsRules rules = new SettingsRules(where, faults);
        rules.positive("timeout", settings.timeout());
        rules.positive("deadline", settings.deadline());
        rules.notNegative("jitter", settings.jitter());
        rules.notNegative("grace", settings.grace());
        Integer tries = settings.maxTries();
        if (tries != null && tries < 1) {
            rules.fault("maxTries", tries, "expected 1 or more, the first try included");
        }
        rules.backoff(settings.backoff());
    }

    private void backoff(@Nullable Backoff backoff) {
        if (backoff == null) {
            return;
        }
        notNegative("backoff", backoff.first());
        if (!(backoff.factor() >= 1) || Double.isInfinite(backoff.factor())) {
            fault("backoff", "x" + backoff.factor(), "expected a factor of 1 or more, such as \"10s x2\"");
        } else if (backoff.max().compareTo(backoff.first()) < 0) {
            fault(
                    "backoff",
                    "max " + Durations.words(backoff.max()),
                    "the longest wait is shorter than the first, " + Durations.words(backoff.first()));
        }
    }

    private void positive(String attribute, @Nullable Duration given) {
        if (given != null && (given.isNegative() || given.isZero())) {
            fault(attribute, Durations.words(given), "expected a duration longer than nothing, such as \"30 seconds\"");
        }
    }

    private void notNegative(String attribute, @Nullable Duration given) {
        if (given != null && given.isNegative()) {
            fault(
                    attribute,
                    Durations.words(given),
                    "expected a duration that is not negative, such as \"30 seconds\"");
        }
    }

    private void fault(String attribute, Object given, String problem) {
        faults.fault(Place.of(where, attribute, given.toString()) + ": " + problem);
    }
}
