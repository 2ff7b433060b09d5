package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.CRON;
import static dev.scheduler.schedule.TimingAttribute.DELAY;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;
import static dev.scheduler.schedule.TimingAttribute.SCHEDULE;
import static dev.scheduler.schedule.TimingAttribute.UNLESS_BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.ZONE;

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
 * @param days days of the week given as such; beside weeks or alone they are the days, beside all else a filter
 * @param conflicts what was said twice in different ways, or could not be said at all; each fails the compilation
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
        @Nullable String zone,
        Set<DayOfWeek> days,
        List<Fault> conflicts) {

    private static final TimingAttribute[] ATTRIBUTES = TimingAttribute.values();

    /** Nothing set. */
    public static final TimingSpec UNSET = of(Map.of());

    /** Copies days and conflicts. */
    public TimingSpec {
        days = Set.copyOf(days);
        conflicts = List.copyOf(conflicts);
    }

    /** A timing of texts alone. */
    public static TimingSpec of(Map<TimingAttribute, String> texts) {
        return of(texts, Set.of(), List.of());
    }

    private static TimingSpec of(Map<TimingAttribute, String> texts, Set<DayOfWeek> days, List<Fault> conflicts) {
        return new TimingSpec(
                texts.get(SCHEDULE),
                texts.get(EVERY),
                texts.get(CRON),
                texts.get(DELAY),
                texts.get(AT),
                texts.get(ON),
                texts.get(FROM),
                texts.get(BETWEEN),
                texts.get(UNLESS_BETWEEN),
                texts.get(ZONE),
                days,
                conflicts);
    }

    /** An attribute's text. */
    public @Nullable String get(TimingAttribute attribute) {
        return switch (attribute) {
            case SCHEDULE -> schedule;
            case EVERY -> every;
            case CRON -> cron;
            case DELAY -> delay;
            case AT -> at;
            case ON -> on;
            case FROM -> from;
            case BETWEEN -> between;
            case UNLESS_BETWEEN -> unlessBetween;
            case ZONE -> zone;
        };
    }

    /** The texts that are set. */
    public Map<TimingAttribute, String> texts() {
        Map<TimingAttribute, String> texts = new EnumMap<>(TimingAttribute.class);
        for (TimingAttribute attribute : ATTRIBUTES) {
            String text = get(attribute);
            if (text != null) {
                texts.put(attribute, text);
            }
        }
        return texts;
    }

    /** The same with one attribute replaced, or unset by null. */
    public TimingSpec with(TimingAttribute attribute, @Nullable String text) {
        Map<TimingAttribute, String> texts = texts();
        if (text == null) {
            texts.remove(attribute);
        } else {
            texts.put(attribute, text);
        }
        return of(texts, days, conflicts);
    }

    /**
     * The same with one attribute said in addition. Saying it again in the same way changes nothing; in another way is a
     * fault of the compilation, so that the order of saying never matters.
     */
    public TimingSpec and(TimingAttribute attribute, String text) {
        String said = get(attribute);
        if (said == null) {
            return with(attribute, text);
        }
        return said.equals(text)
                ? this
                : and(new Fault(attribute.key(), text, "it is also set to \"" + said + "\": say one of them"));
    }

    /** The same with days of the week added to those said before. */
    public TimingSpec and(Collection<DayOfWeek> more) {
        Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
        all.addAll(days);
        all.addAll(more);
        return of(texts(), all, conflicts);
    }

    TimingSpec and(Fault fault) {
        List<Fault> all = new ArrayList<>(conflicts);
        all.add(fault);
        return of(texts(), days, all);
    }

    /** Whether this says how often: one of schedule, every, cron and delay is set. */
    public boolean hasBase() {
        return schedule != null || every != null || cron != null || delay != null;
    }

    /**
     * This layer over a lower one. A layer that sets schedule, every, cron or delay replaces the lower layer's whole timing
     * (its zone excepted); one that does not amends it.
     */
    public TimingSpec over(TimingSpec lower) {
        if (hasBase()) {
            return zone == null ? with(ZONE, lower.zone) : this;
        }
        return equals(UNSET.with(ZONE, zone)) ? lower.with(ZONE, zone == null ? lower.zone : zone) : amending(lower);
    }

    private TimingSpec amending(TimingSpec lower) {
        TimingSpec base = lower.takenApart();
        Map<TimingAttribute, String> texts = base.texts();
        if (!days.isEmpty() && OnWords.areDaysOfWeek(base.on)) {
            texts.remove(ON);
        }
        texts.putAll(texts());
        List<Fault> all = new ArrayList<>(base.conflicts);
        all.addAll(conflicts);
        boolean otherDays = !days.isEmpty() || OnWords.areDaysOfWeek(on);
        return of(texts, otherDays ? days : base.days, all);
    }

    /** The same without a whole schedule, where it can be read; else it is refused when compiled. */
    private TimingSpec takenApart() {
        try {
            return ScheduleText.takenApart(this);
        } catch (Unreadable fault) {
            return this;
        }
    }

    /**
     * The timing that this spells.
     *
     * @param defaultZone the zone where none is set
     * @throws InvalidTimingException with everything that is wrong with it
     */
    public CompiledTiming compile(ZoneId defaultZone) {
        return TimingCompiler.compile(this, defaultZone);
    }
}
