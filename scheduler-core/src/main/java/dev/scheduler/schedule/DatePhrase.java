package dev.scheduler.schedule;

import dev.scheduler.schedule.DatePlan.Dates;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fields with a few times on some days, in words: {@code every month on the 15th at 09:00}. */
final class DatePhrase {

    private static final int ALL_DAYS = DayRule.ALL_DAYS_OF_WEEK;
    private static final int LAST_OF_QUARTERS = 1 << 3 | 1 << 6 | 1 << 9 | 1 << 12;

    private final List<Dates> dates;
    private final @Nullable Cycle cycle;
    private final @Nullable LocalDateTime from;

    private DatePhrase(List<Dates> dates, @Nullable Cycle cycle, @Nullable LocalDateTime from) {
        this.dates = dates;
        this.cycle = cycle;
        this.from = from;
    }

    /**
     * What fields together say that differ in their times and dates alone.
     *
     * @param most the most times or dates that may be listed
     * @return empty for what has no words
     */
    static Optional<String> of(List<CalendarFields> fields, @Nullable LocalDateTime from, int most) {
        NavigableSet<Integer> times = new TreeSet<>();
        Set<Dates> dates = new LinkedHashSet<>();
        for (CalendarFields each : fields) {
            DayTimes timesOfDay = DayTimes.of(each);
            if (timesOfDay.count() > most) {
                return Optional.empty();
            }
            timesOfDay.times().forEach(times::add);
            dates.add(new Dates(each.days(), each.months()));
        }
        DatePhrase phrase = new DatePhrase(List.copyOf(dates), fields.get(0).cycle(), from);
        String at = " at " + Spelling.list(times.stream().map(Spelling::time).toList());
        return phrase.days(most).map(days -> "every " + days + at + phrase.filter());
    }

    private Optional<String> days(int most) {
        Dates first = dates.get(0);
        boolean ofWeek = first.months() == CalendarFields.ALL_MONTHS
                && first.days().equals(DayFilter.rule(first.days().daysOfWeek()));
        if (cycle == null) {
            return ofWeek ? Optional.of(everyDay(first.days())) : monthly(first, most);
        }
        int every = cycle.every();
        return switch (cycle.unit()) {
            case DAY -> Optional.of(every + " days" + onDays(first.days()));
            case WEEK -> Optional.of(weeks(first.days(), every));
            case MONTH -> DayPhrases.ofMonth(first.days()).map(days -> months(every) + " on " + days);
            case YEAR -> yearly(most).map(days -> every + " years on " + days);
        };
    }

    private static String everyDay(DayRule rule) {
        return rule.restrictsDaysOfWeek() ? DayPhrases.everyOfWeek(rule.daysOfWeek()) : "day";
    }

    private static String onDays(DayRule rule) {
        return rule.restrictsDaysOfWeek() ? " on " + DayPhrases.ofWeek(rule.daysOfWeek()) : "";
    }

    /** Weeks that are not counted from where weeks are counted from were said as days. */
    private String weeks(DayRule rule, int every) {
        boolean counted = from != null || cycle == null || cycle.phase() == DateIntervals.firstSunday(every);
        return counted ? every + " weeks on " + DayPhrases.ofWeek(rule.daysOfWeek()) : 7 * every + " days";
    }

    /** Months that are not counted from where months are counted from were said as quarters, of which these are the last. */
    private String months(int every) {
        long start = from == null ? 0 : MonthPlan.index(from.toLocalDate());
        boolean counted = cycle == null || cycle.phase() == Math.floorMod(start, every);
        return counted ? every + " months" : every / 3 + " quarters";
    }

    private Optional<String> monthly(Dates first, int most) {
        Optional<String> interval = dates.size() == 1 ? evenMonths(first) : Optional.empty();
        return interval.isPresent()
                ? interval.flatMap(months -> DayPhrases.ofMonth(first.days()).map(days -> months + " on " + days))
                : yearly(most).map(days -> "year on " + days);
    }

    /** The months as an interval; empty where they are not evenly apart. A quarter's last days are in its last month. */
    private Optional<String> evenMonths(Dates only) {
        boolean last = only.days().countsFromEnd();
        if (last && !only.days().countsFromStart() && only.months() == LAST_OF_QUARTERS) {
            return Optional.of("quarter");
        }
        int start = from == null ? 0 : from.getMonthValue() - 1;
        int step = 12 / Integer.bitCount(only.months());
        if (step == 12 || only.months() >> 1 != ClockIntervals.grid(start, step, 12)) {
            return Optional.empty();
        }
        return Optional.of(step == 1 ? "month" : step == 3 && !last ? "quarter" : step + " months");
    }

    private Optional<String> yearly(int most) {
        List<String> days = new ArrayList<>();
        for (Dates each : dates) {
            DayPhrases.ofYear(each.days(), each.months()).ifPresentOrElse(days::addAll, () -> days.add(""));
        }
        boolean readable = days.size() <= most && !days.contains("");
        return readable ? Optional.of(Spelling.list(days)) : Optional.empty();
    }

    /** Days of the month or the year that count on some days of the week alone. */
    private String filter() {
        return dates.stream()
                .map(Dates::days)
                .filter(rule -> rule.restrictsDaysOfMonth() && !rule.either() && rule.daysOfWeek() != ALL_DAYS)
                .findFirst()
                .map(rule -> " only on " + DayPhrases.ofWeek(rule.daysOfWeek()))
                .orElse("");
    }
}
