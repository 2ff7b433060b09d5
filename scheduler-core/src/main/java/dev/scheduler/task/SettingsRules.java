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
        if (TaskAttributes.isNothing(settings)) {
            return;
        }
        SettingsRules rules = new SettingsRules(where, faults);
        rules.positive("timeout", settings.timeout());
        rules.positive("deadline", settings.deadline());
        rules.positive("missedWithin", settings.missedWithin());
        rules.notNegative("jitter", settings.jitter());
        rules.notNegative("grace", settings.grace());
        rules.oneOrMore("maxTries", settings.maxTries(), ", the first try included");
        rules.oneOrMore("maxMissed", settings.maxMissed(), "; missed = SKIP catches up on nothing");
        rules.lease(settings.lease());
        rules.backoff(settings.backoff());
    }

    private void lease(@Nullable Duration lease) {
        notTooLong("lease", lease);
        if (lease != null && lease.compareTo(TaskSettings.SHORTEST_LEASE) < 0) {
            fault(
                    "lease",
                    Durations.words(lease),
                    "expected " + Durations.words(TaskSettings.SHORTEST_LEASE)
                            + " or more, as a shorter one would be lost to one slow answer of the store");
        }
    }

    private void backoff(@Nullable Backoff backoff) {
        if (backoff == null) {
            return;
        }
        notNegative("backoff", backoff.first());
        notTooLong("backoff", backoff.max());
        if (!(backoff.factor() >= 1) || Double.isInfinite(backoff.factor())) {
            fault("backoff", "x" + backoff.factor(), "expected a factor of 1 or more, such as \"10s x2\"");
        } else if (backoff.max().compareTo(backoff.first()) < 0) {
            fault(
                    "backoff",
                    "max " + Durations.words(backoff.max()),
                    "the longest wait is shorter than the first, " + Durations.words(backoff.first()));
        }
    }

    private void oneOrMore(String attribute, @Nullable Integer given, String remark) {
        if (given != null && given < 1) {
            fault(attribute, given, "expected 1 or more" + remark);
        }
    }

    private void positive(String attribute, @Nullable Duration given) {
        notTooLong(attribute, given);
        if (given != null && (given.isNegative() || given.isZero())) {
            fault(attribute, Durations.words(given), "expected a duration longer than nothing, such as \"30 seconds\"");
        }
    }

    private void notTooLong(String attribute, @Nullable Duration given) {
        if (given != null && given.compareTo(TaskSettings.LONGEST) > 0) {
            fault(attribute, Durations.words(given), "expected " + Durations.words(TaskSettings.LONGEST) + " or less");
        }
    }

    private void notNegative(String attribute, @Nullable Duration given) {
        notTooLong(attribute, given);
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
