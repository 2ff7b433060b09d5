package dev.scheduler.schedule;

import dev.scheduler.schedule.Window.Range;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.BETWEEN;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;
import static dev.scheduler.schedule.TimingAttribute.UNLESS_BETWEEN;

/**
 * What the attributes of a timing say, each by itself; null where one is unset.
 *
 * @param every the interval
 * @param at the times
 * @param on the days
 * @param start what intervals are counted from
 * @param between the windows inside which it may be due, empty for all day
 * @param unlessBetween the windows inside which it is not due
 * @param zone the zone
 */
record TimingParts(
        @Nullable Interval every,
        @Nullable AtTimes at,
        @Nullable OnDays on,
        @Nullable StartDate start,
        List<Range> between,
        List<Range> unlessBetween,
        ZoneId zone) {

    static TimingParts read(TimingSpec spec, ZoneId zone, TimingFaults faults) {
        StartDate start =
                spec.from() == null ? null : faults.read(FROM, "a date such as \"2026-01-05\"", StartDate::read);
        List<Range> between = spec.between() == null ? List.of() : windows(BETWEEN, faults);
        List<Range> unless = spec.unlessBetween() == null ? List.of() : windows(UNLESS_BETWEEN, faults);
        Interval every = spec.every() == null
                ? null
                : faults.read(EVERY, "an interval such as \"5 minutes\"", TimingParts::interval);
        AtTimes at = spec.at() == null ? null : faults.read(AT, ClockTime.EXPECTED, AtTimes::read);
        OnDays on = spec.on() == null ? null : faults.read(ON, OnWords.EXPECTED, OnWords::read);
        return new TimingParts(every, at, withDays(on, spec), start, between, unless, zone);
    }

    private static List<Range> windows(TimingAttribute attribute, TimingFaults faults) {
        List<Range> ranges = faults.read(attribute, "a window such as \"22:00-06:00\"", Windows::read);
        return ranges == null ? List.of() : ranges;
    }

    private static Interval interval(Tokens tokens) {
        tokens.accept("every");
        return Interval.read(tokens);
    }

    private static @Nullable OnDays withDays(@Nullable OnDays on, TimingSpec spec) {
        int days = DaysOfWeek.mask(spec.days());
        if (on == null) {
            return days == 0 ? null : new OnDays(days, new TreeMap<>(), false);
        }
        return new OnDays(on.daysOfWeek() | days, on.byMonth(), on.ofQuarter());
    }

    /** Whether no window leaves out any time of day. */
    boolean isAlways() {
        return between.isEmpty() && unlessBetween.isEmpty();
    }

    /** What intervals are counted from, in the zone's local time. */
    @Nullable
    LocalDateTime from() {
        return start == null ? null : start.in(zone);
    }

    /** How often where no attribute says so: as the days or the times suggest. */
    @Nullable
    Interval implied() {
        if (on != null) {
            return on.implied();
        }
        return at == null ? null : at.implied();
    }

    /** The days of the week that are left, as a mask. */
    int daysOfWeek() {
        return on == null || on.daysOfWeek() == 0 ? DayRule.ALL_DAYS_OF_WEEK : on.daysOfWeek();
    }
}
