package dev.scheduler.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.ON;

/** Compiles intervals of days, weeks, months and years to the days on which they are due. */
final class DateIntervals {

    private static final LocalDate EPOCH = LocalDate.EPOCH;
    private static final LocalDate FIRST_SUNDAY = LocalDate.of(1970, 1, 4);

    private final TimingParts parts;
    private final TimingFaults faults;
    private final @Nullable LocalDate from;

    DateIntervals(TimingParts parts, TimingFaults faults) {
        this.parts = parts;
        this.faults = faults;
        LocalDateTime start = parts.from();
        from = start == null ? null : start.toLocalDate();
    }

    DatePlan every(Interval.Dates interval) {
        int count = interval.count();
        return switch (interval.unit()) {
            case DAY -> days(count);
            case WEEK -> weeks(count);
            case MONTH -> count % 12 == 0 ? years(count / 12) : months(count, interval.ofQuarters());
            case YEAR -> years(count);
        };
    }

    private DatePlan days(int count) {
        LocalDate start = from == null ? EPOCH : from;
        if (count % 7 != 0) {
            return inCycle(parts.daysOfWeek(), cycle(Cycle.Unit.DAY, count, start.toEpochDay()));
        }
        if (from == null) {
            faults.warn(
                    EVERY,
                    "falls on " + start.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                            + "s, as days are counted from 1970-01-01; did you mean \""
                            + (count == 7 ? "week" : count / 7 + " weeks") + "\"?");
        }
        int day = 1 << CivilDate.dayOfWeek(start.toEpochDay());
        return inCycle(parts.daysOfWeek() & day, weekCycle(day, count / 7, start));
    }

    private DatePlan weeks(int count) {
        LocalDate start = from == null ? FIRST_SUNDAY : from;
        boolean said = parts.on() != null && parts.on().isOfWeek();
        int days = said ? parts.daysOfWeek() : 1 << CivilDate.dayOfWeek(start.toEpochDay());
        return inCycle(days, weekCycle(days, count, start));
    }

    private static DatePlan inCycle(int daysOfWeek, @Nullable Cycle cycle) {
        return DatePlan.of(DayFilter.rule(daysOfWeek), CalendarFields.ALL_MONTHS, cycle);
    }

    /**
     * Weeks are counted from the start's day. Where the days lie in one week from Sunday to Saturday, that week is what the
     * cycle counts, else the seven days from the first one: so equal days give equal cycles.
     */
    private static @Nullable Cycle weekCycle(int daysOfWeek, int count, LocalDate start) {
        if (count == 1) {
            return null;
        }
        int startDay = CivilDate.dayOfWeek(start.toEpochDay());
        long sunday = start.toEpochDay() - startDay;
        int before = daysOfWeek & ((1 << startDay) - 1);
        int after = daysOfWeek & ~before;
        long first = before == 0 ? sunday : after == 0 ? sunday + 7 : sunday + Integer.numberOfTrailingZeros(after);
        return new Cycle(Cycle.Unit.WEEK, count, (int) Math.floorMod(first, 7L * count));
    }

    /** The phase of weeks that are counted from where weeks are counted from. */
    static int firstSunday(int count) {
        return (int) Math.floorMod(FIRST_SUNDAY.toEpochDay(), 7L * count);
    }

    private DatePlan months(int count, boolean ofQuarters) {
        LocalDate start = from == null ? EPOCH : from;
        OnDays on = parts.on();
        DayParts days = on == null || on.byMonth().isEmpty() ? DayParts.day(start.getDayOfMonth()) : on.ofMonth();
        ShortMonths.warn(days, ShortMonths.reached(start.getMonthValue(), count), parts, faults);
        if (!ofQuarters && (on == null || !on.ofQuarter())) {
            return MonthPlan.of(days, start, count);
        }
        if (12 % count != 0 && days.isMixed()) {
            faults.add(ON, "the first and the last days of so many quarters do not mix; write a schedule for each");
        }
        return MonthPlan.ofQuarters(days, start, count);
    }

    private DatePlan years(int count) {
        LocalDate start = from == null ? EPOCH : from;
        Cycle cycle = cycle(Cycle.Unit.YEAR, count, start.getYear() - 1970L);
        TreeMap<Integer, DayParts> days = new TreeMap<>();
        if (parts.on() != null && parts.on().isOfYear()) {
            days.putAll(parts.on().byMonth());
        } else {
            days.put(start.getMonthValue(), DayParts.day(start.getDayOfMonth()));
        }
        days.forEach((month, each) -> ShortMonths.warn(each, 1 << month, parts, faults));
        return DatePlan.ofYear(days, cycle);
    }

    static @Nullable Cycle cycle(Cycle.Unit unit, int count, long start) {
        return count == 1 ? null : new Cycle(unit, count, (int) Math.floorMod(start, (long) count));
    }

    /** Refuses days that do not go with the unit. */
    static void checkOn(Interval interval, TimingParts parts, TimingFaults faults) {
        OnDays on = parts.on();
        if (on == null) {
            return;
        }
        boolean ofMonths = interval instanceof Interval.Dates dates && dates.unit() == Cycle.Unit.MONTH;
        int months = interval instanceof Interval.Dates dates && ofMonths ? dates.count() : 0;
        boolean ofWeek = on.byMonth().isEmpty();
        if (!ofMonths && !ofWeek) {
            String unit = on.isOfYear() ? "year" : "month";
            faults.add(ON, "days of the " + unit + " go with every = \"" + unit + "\"; expected days of the week");
        } else if (ofMonths && ofWeek && faults.text(ON) != null) {
            faults.add(
                    ON,
                    "days of the week go with every = \"week\"; expected days of the month, such as \"first "
                            + Spelling.daysOfWeek().get(Integer.numberOfTrailingZeros(on.daysOfWeek())) + "\"");
        } else if (ofMonths && months % 12 != 0 && on.isOfYear()) {
            faults.add(ON, "days of the year go with every = \"year\"; expected days of the month, such as \"15th\"");
        } else if (ofMonths && months % 12 == 0 && !on.isOfYear() && !ofWeek) {
            faults.add(ON, "the month is missing; expected days of the year, such as \"january 15\"");
        } else if (on.ofQuarter() && months % 3 != 0) {
            faults.add(ON, "days of the quarter go with every = \"quarter\"");
        }
    }
}
