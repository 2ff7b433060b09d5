package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Writes compiled fields as cron expressions that {@link CronParser} reads back to equal fields. */
final class CronFormat {

    private static final List<String> DAYS = CronField.DAY_OF_WEEK.names();
    private static final int SUNDAY = 7;

    /** {@code 31W} in a month of 30 days is that month's last day for Spring if it is a Friday; here it is skipped. */
    private static final int NEAR_DAYS_THAT_SPRING_DIFFERS_IN = 0b111 << 29;

    private final CalendarFields fields;
    private final DayRule days;

    private CronFormat(CalendarFields fields) {
        this.fields = fields;
        days = fields.days();
    }

    /**
     * The shortest expression, in whatever dialect it takes.
     *
     * @return empty where no cron can say it
     */
    static Optional<String> shortest(CalendarFields fields) {
        CronFormat format = new CronFormat(fields);
        if (fields.cycle() != null) {
            return Optional.empty();
        }
        YearSet years = fields.years();
        if (years != null) {
            return format.restrictsBoth() ? Optional.empty() : Optional.of(format.quartz(years));
        }
        if (fields.seconds() == 1 && (format.days.either() || !format.restrictsBoth())) {
            return Optional.of(format.fiveFields());
        }
        return format.days.either() ? Optional.empty() : Optional.of(format.sixFields());
    }

    /**
     * Six fields, second first, which mean in Spring what they mean here.
     *
     * @return empty where there are none
     */
    static Optional<String> spring(CalendarFields fields) {
        boolean same = fields.cycle() == null
                && fields.years() == null
                && !fields.days().either()
                && (fields.days().nearestWeekday() & NEAR_DAYS_THAT_SPRING_DIFFERS_IN) == 0;
        return same ? Optional.of(new CronFormat(fields).sixFields()) : Optional.empty();
    }

    private boolean restrictsBoth() {
        return days.restrictsDaysOfMonth() && days.restrictsDaysOfWeek();
    }

    private String quartz(YearSet years) {
        String ofMonth = days.restrictsDaysOfWeek() ? "?" : daysOfMonth();
        String ofWeek = days.restrictsDaysOfWeek() ? daysOfWeek() : "?";
        return "quartz: " + seconds() + " " + time() + " " + ofMonth + " " + months() + " " + ofWeek + " "
                + list(CronField.YEAR, years::contains);
    }

    private String sixFields() {
        return seconds() + " " + fiveFields();
    }

    private String fiveFields() {
        return time() + " " + daysOfMonth() + " " + months() + " " + daysOfWeek();
    }

    private String seconds() {
        return list(CronField.SECOND, second -> (fields.seconds() >> second & 1) != 0);
    }

    private String time() {
        return list(CronField.MINUTE, minute -> (fields.minutes() >> minute & 1) != 0) + " "
                + list(CronField.HOUR, hour -> (fields.hours() >> hour & 1) != 0);
    }

    private String months() {
        return list(CronField.MONTH, month -> (fields.months() >> month & 1) != 0);
    }

    private String daysOfMonth() {
        List<String> items = new ArrayList<>();
        if (days.daysOfMonth() != 0) {
            String plain = list(CronField.DAY_OF_MONTH, day -> (days.daysOfMonth() >> day & 1) != 0);
            // A field that begins with a star restricts nothing where either field is enough.
            items.add(days.either() ? plain.replace("*", "1") : plain);
        }
        for (int day = 0; day <= 31; day++) {
            if ((days.fromLast() >> day & 1) != 0) {
                items.add(day == 0 ? "L" : "L-" + day);
            }
            if ((days.nearestWeekday() >> day & 1) != 0) {
                items.add(day + "W");
            }
        }
        if (days.lastWeekday()) {
            items.add("LW");
        }
        return String.join(",", items);
    }

    /** Names, from Monday on: they mean the same in every dialect. */
    private String daysOfWeek() {
        if (!days.restrictsDaysOfWeek()) {
            return "*";
        }
        List<String> items =
                ranges(1, SUNDAY, day -> (days.daysOfWeek() >> day % 7 & 1) != 0, day -> DAYS.get(day % 7));
        for (int day = 0; day < 7; day++) {
            for (int nth = 1; nth <= 5; nth++) {
                if ((days.nthDaysOfWeek() >> (day * 5 + nth - 1) & 1) != 0) {
                    items.add(DAYS.get(day) + "#" + nth);
                }
            }
            if ((days.lastDaysOfWeek() >> day & 1) != 0) {
                items.add(DAYS.get(day) + "L");
            }
        }
        return String.join(",", items);
    }

    private static String list(CronField field, IntPredicate matches) {
        int[] values = IntStream.rangeClosed(field.first(), field.last())
                .filter(matches)
                .toArray();
        if (values.length == field.size()) {
            return "*";
        }
        int step = step(values);
        if (step < 2) {
            return String.join(",", ranges(field.first(), field.last(), matches, String::valueOf));
        }
        int last = values[values.length - 1];
        String start = values[0] == field.first() ? "*" : String.valueOf(values[0]);
        return (last + step > field.last() ? start : values[0] + "-" + last) + "/" + step;
    }

    /** The distance between all neighbours; 0 where it differs or there are too few to tell. */
    private static int step(int[] values) {
        if (values.length < 3) {
            return 0;
        }
        int step = values[1] - values[0];
        return IntStream.range(1, values.length).allMatch(i -> values[i] - values[i - 1] == step) ? step : 0;
    }

    /** The values one by one, three and more neighbours as a range. */
    private static List<String> ranges(int first, int last, IntPredicate matches, IntFunction<String> name) {
        List<String> items = new ArrayList<>();
        for (int from = first; from <= last; from++) {
            int to = from;
            while (to <= last && matches.test(to)) {
                to++;
            }
            if (to - from >= 3) {
                items.add(name.apply(from) + "-" + name.apply(to - 1));
                from = to;
            } else if (to > from) {
                items.add(name.apply(from));
            }
        }
        return items;
    }
}
