package dev.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** Compiles timings: takes a whole schedule apart, reads each attribute by itself, then puts them together. */
final class TimingCompiler {

    private static final String OFF = "-";
    private static final String COUNTS_FROM_END =
            ", which counts from the end of the last run; leave it out, or write every instead of delay";
    private static final String HOW_OFTEN = "nothing says how often: write every = \"5 minutes\","
            + " every = \"day\" with at = \"13:00\", or cron = \"0 9 * * 1-5\"";

    private final TimingSpec spec;
    private final TimingFaults faults;
    private final ZoneId zone;

    private TimingCompiler(TimingSpec spec, TimingFaults faults, ZoneId defaultZone) {
        this.spec = spec;
        this.faults = faults;
        String text = spec.zone();
        ZoneId said = text == null ? null : faults.attempt(ZONE, () -> Zones.of(text));
        zone = said == null ? defaultZone : said;
    }

    static CompiledTiming compile(TimingSpec written, ZoneId defaultZone) {
        Unreadable unreadable = null;
        TimingSpec spec = written;
        try {
            spec = ScheduleText.takenApart(written);
        } catch (Unreadable fault) {
            unreadable = fault;
        }
        TimingFaults faults = new TimingFaults(written, spec);
        if (unreadable != null) {
            faults.add(SCHEDULE, unreadable.problemWithPosition());
        }
        Timing timing = new TimingCompiler(spec, faults, defaultZone).timing();
        faults.throwIfAny();
        return new CompiledTiming(timing, faults.warnings());
    }

    private @Nullable Timing timing() {
        checkBases();
        if (OFF.equals(spec.cron())) {
            return null;
        }
        TimingParts parts = TimingParts.read(spec, zone, faults);
        if (spec.delay() != null) {
            return delay(spec.delay());
        }
        if (spec.cron() != null) {
            return cron(spec.cron(), parts);
        }
        if (spec.schedule() != null || (spec.every() != null && parts.every() == null)) {
            return null;
        }
        return interval(parts);
    }

    private void checkBases() {
        List<TimingAttribute> bases = new ArrayList<>();
        for (TimingAttribute attribute : spec.texts().keySet()) {
            if (attribute.isBase()) {
                bases.add(attribute);
            }
        }
        if (bases.size() > 1) {
            String all = bases.stream().map(TimingAttribute::key).collect(Collectors.joining(" and "));
            faults.add(bases.get(1), "only one may say how often, not " + all);
        }
    }

    private @Nullable Timing delay(String text) {
        for (Map.Entry<TimingAttribute, String> each : spec.texts().entrySet()) {
            if (List.of(AT, ON, FROM, BETWEEN, UNLESS_BETWEEN).contains(each.getKey())) {
                faults.add(each.getKey(), "does not go with delay" + COUNTS_FROM_END);
            }
        }
        if (!spec.days().isEmpty()) {
            faults.add(ON, "days of the week do not go with delay" + COUNTS_FROM_END);
        }
        Duration delay = faults.attempt(DELAY, () -> Durations.parse(text));
        if (delay != null && delay.isZero()) {
            faults.add(DELAY, "a delay is at least one millisecond");
        }
        return delay == null || delay.isZero() ? null : new Delay(delay);
    }

    private @Nullable Timing cron(String text, TimingParts parts) {
        if (parts.at() != null) {
            faults.add(AT, "does not go with cron, which says the times itself");
        }
        if (parts.on() != null && !parts.on().byMonth().isEmpty()) {
            faults.add(ON, "does not go with cron, only days of the week do");
        }
        CalendarFields fields =
                faults.attempt(CRON, () -> CronParser.parse(text, warning -> faults.warn(CRON, "is odd: " + warning)));
        if (fields == null || !faults.isEmpty()) {
            return null;
        }
        int days = parts.daysOfWeek();
        boolean quartz = fields.years() != null && fields.days().restrictsDaysOfMonth();
        boolean narrows = DayFilter.canNarrow(fields.days(), days) && !quartz;
        CalendarFields narrowed = narrows ? fields.with(DayFilter.narrow(fields.days(), days)) : fields;
        Schedule base = new CalendarSchedule(narrowed, parts.from(), zone);
        return windowed(base, parts, narrows ? DayRule.ALL_DAYS_OF_WEEK : days, CRON);
    }

    private @Nullable Timing interval(TimingParts parts) {
        Interval interval = parts.every() == null ? parts.implied() : parts.every();
        if (interval == null) {
            if (faults.isEmpty()) {
                faults.add(EVERY, HOW_OFTEN);
            }
            return null;
        }
        DateIntervals.checkOn(interval, parts, faults);
        if (interval instanceof Interval.Dates dates) {
            return dates(dates, parts);
        }
        ClockIntervals intervals = new ClockIntervals(parts, faults);
        Schedule base =
                interval instanceof Interval.Clock clock ? intervals.every(clock.length()) : intervals.oddHours();
        int filter = base instanceof ElapsedSchedule ? parts.daysOfWeek() : DayRule.ALL_DAYS_OF_WEEK;
        return windowed(base, parts, filter, EVERY);
    }

    private @Nullable Timing dates(Interval.Dates dates, TimingParts parts) {
        AtTimes at = parts.at();
        if (at != null && at.isOfHour()) {
            faults.add(AT, "is a minute of the hour and goes with hours; with days or longer units write \"17:00\"");
        }
        if (!faults.isEmpty()) {
            return null;
        }
        LocalDateTime from = parts.from();
        LocalTime start = from == null ? LocalTime.MIDNIGHT : from.toLocalTime();
        List<DayTimes> times = DayTimes.of(at == null ? List.of(start.toSecondOfDay()) : at.times());
        DatePlan plan = new DateIntervals(parts, faults).every(dates);
        int days = parts.daysOfWeek();
        boolean narrows = plan.canNarrow(days);
        List<CalendarSchedule> schedules = (narrows ? plan.narrow(days) : plan)
                .at(times).stream()
                        .map(fields -> new CalendarSchedule(fields, from, zone))
                        .toList();
        Schedule base = schedules.size() == 1 ? schedules.get(0) : new UnionSchedule(schedules);
        return windowed(base, parts, narrows ? DayRule.ALL_DAYS_OF_WEEK : days, EVERY);
    }

    private @Nullable Schedule windowed(Schedule base, TimingParts parts, int daysOfWeek, TimingAttribute main) {
        if (!faults.isEmpty()) {
            return null;
        }
        if (mayNeverFire(base) && base.next(Instant.EPOCH) == null) {
            faults.add(spec.on() == null ? main : ON, "never fires: no date matches");
            return null;
        }
        if (parts.isAlways() && daysOfWeek == DayRule.ALL_DAYS_OF_WEEK) {
            return base;
        }
        TimingAttribute windows = spec.between() == null ? UNLESS_BETWEEN : BETWEEN;
        Window window = faults.attempt(windows, () -> Window.of(parts.between(), parts.unlessBetween(), daysOfWeek));
        if (window == null || window.isAlways()) {
            return window == null ? null : base;
        }
        Schedule schedule = new WindowedSchedule(base, window);
        if (misses(base, window) || schedule.next(Instant.EPOCH) == null) {
            faults.add(windows, "never fires: none of the times lies inside");
        }
        return schedule;
    }

    private static boolean mayNeverFire(Schedule base) {
        return !(base instanceof CalendarSchedule calendar) || calendar.fields().mayBeEmpty();
    }

    /** Whether no time of day lies inside the window: what would else take a search through centuries to tell. */
    private static boolean misses(Schedule base, Window window) {
        if (base instanceof UnionSchedule union) {
            return union.parts().stream().allMatch(part -> misses(part, window));
        }
        return base instanceof CalendarSchedule calendar
                && DayTimes.of(calendar.fields()).times().noneMatch(window::allows);
    }
}
