package dev.scheduler.schedule;

import dev.scheduler.schedule.Window.Range;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schedules in words, made of their compiled form: a phrase where a short one says it, else cron. {@link Schedule#parse}
 * makes an equal schedule of them in the same zone.
 */
final class Words {

    private static final int END_OF_DAY = LocalCalendar.SECONDS_OF_DAY - 1;

    /** A list longer than this is better read as cron. */
    private static final int MOST_LISTED = 4;

    private Words() {}

    static String of(CalendarSchedule schedule) {
        CalendarFields fields = schedule.fields();
        LocalDateTime from = schedule.from();
        return shortPhrase(fields, from)
                        .or(() -> CronFormat.shortest(fields))
                        .or(() -> DatePhrase.of(List.of(fields), from, Integer.MAX_VALUE))
                        .orElseThrow()
                + from(from);
    }

    private static Optional<String> shortPhrase(CalendarFields fields, @Nullable LocalDateTime from) {
        if (fields.years() != null) {
            return Optional.empty();
        }
        return ClockPhrase.of(fields, from).or(() -> DatePhrase.of(List.of(fields), from, MOST_LISTED));
    }

    static String of(UnionSchedule schedule) {
        LocalDateTime from = schedule.parts().get(0).from();
        List<CalendarFields> fields =
                schedule.parts().stream().map(CalendarSchedule::fields).toList();
        return DatePhrase.of(fields, from, Integer.MAX_VALUE).orElseThrow() + from(from);
    }

    static String of(ElapsedSchedule schedule) {
        String every = "every " + Spelling.length(schedule.interval());
        return schedule.anchored() ? every + anchor(schedule) : every;
    }

    static String of(WindowedSchedule schedule) {
        Window window = schedule.window();
        String on = schedule.base() instanceof ElapsedSchedule ? " on " : " only on ";
        String days =
                window.daysOfWeek() == DayRule.ALL_DAYS_OF_WEEK ? "" : on + DayPhrases.ofWeek(window.daysOfWeek());
        return schedule.base() + days + times(window.times());
    }

    private static String from(@Nullable LocalDateTime from) {
        return from == null ? "" : " from " + Spelling.date(from);
    }

    /** The anchor in the schedule's zone; with its offset where that local time comes twice and the second one is meant. */
    private static String anchor(ElapsedSchedule schedule) {
        ZoneId zone = schedule.zone();
        LocalDateTime local = LocalDateTime.ofInstant(schedule.anchor(), zone);
        if (local.atZone(zone).toInstant().equals(schedule.anchor())) {
            return from(local);
        }
        return " from " + LocalDateTime.ofInstant(schedule.anchor(), ZoneOffset.UTC) + "Z";
    }

    private static String times(List<Range> inside) {
        if (inside.equals(List.of(Range.DAY))) {
            return "";
        }
        List<Range> outside = outside(inside);
        boolean between =
                inside.stream().allMatch(Words::isRound) || !outside.stream().allMatch(Words::isRound);
        return between ? " between " + list(joined(inside)) : " unless between " + list(joined(outside));
    }

    private static boolean isRound(Range range) {
        return range.first() % 60 == 0 && (range.last() % 60 == 0 || range.last() == END_OF_DAY);
    }

    private static List<Range> outside(List<Range> inside) {
        List<Range> outside = new ArrayList<>();
        int free = 0;
        for (Range range : inside) {
            if (range.first() > free) {
                outside.add(new Range(free, range.first() - 1));
            }
            free = range.last() + 1;
        }
        if (free <= END_OF_DAY) {
            outside.add(new Range(free, END_OF_DAY));
        }
        return outside;
    }

    /** What ends and begins at midnight is one. */
    private static List<Range> joined(List<Range> ranges) {
        Range first = ranges.get(0);
        Range last = ranges.get(ranges.size() - 1);
        if (ranges.size() == 1 || first.first() != 0 || last.last() != END_OF_DAY) {
            return ranges;
        }
        List<Range> joined = new ArrayList<>(ranges.subList(1, ranges.size() - 1));
        joined.add(new Range(last.first(), first.last()));
        return joined;
    }

    private static String list(List<Range> ranges) {
        String to = ranges.size() == 1 ? " and " : "-";
        return Spelling.list(ranges.stream()
                .map(range -> Spelling.time(range.first()) + to + Spelling.end(range.last()))
                .toList());
    }
}
