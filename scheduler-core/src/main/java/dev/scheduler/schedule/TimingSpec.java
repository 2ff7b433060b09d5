package dev.scheduler.schedule;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A timing as it was written, one text for each attribute; null where an attribute is unset. Annotation, properties and
 * fluent words all become one of these, are laid over each other and compiled here alone.
 *
 * @param schedule a whole schedule in words or cron
 * @param every an interval
 * @param cron a cron expression, or {@code "-"} for none
 * @param delay the time from an end to the next start
 * @param at local times of day, or the minute of the hour
 * @param on days of the week, the month or the year
 * @param from the date that intervals are counted from
 * @param between the windows inside which it may be due
 * @param unlessBetween the windows inside which it is not due
 * @param zone the time zone
 */
public record TimingSpec(
        @Nullable String schedule,
        @Nullable String every,
        @Nullable String cron,
        @Nullable String delay,
        @Nullable String at,
        @Nullable String on,
        @Nullable String from,
        @Nullable String between,
        @Nullable String unlessBetween,
        @Nullable String zone) {

    /** Nothing set. */
    public static final TimingSpec UNSET = new TimingSpec(null, null, null, null, null, null, null, null, null, null);

    /**
     * This layer over a lower one. A layer that sets schedule, every, cron or delay replaces the lower layer's whole timing
     * (its zone excepted); one that does not amends it.
     */
    public TimingSpec over(TimingSpec lower) {
        throw new IllegalStateException();
    }

    /**
     * The timing that this spells.
     *
     * @param defaultZone the zone where none is set
     * @throws InvalidTimingException with everything that is wrong with it
     */
    public CompiledTiming compile(ZoneId defaultZone) {
        throw new IllegalStateException();
    }
}
