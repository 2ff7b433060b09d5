package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import static dev.scheduler.schedule.NaiveCalendar.fixed;
import static dev.scheduler.schedule.NaiveCalendar.repeating;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

/** Expressions, and what each of them is meant to mean, in terms of java.time. */
final class Samples {

    private static final Predicate<LocalDate> EVERY_DAY = Objects::nonNull;

    private Samples() {}

    static Map<String, NaiveCalendar> cron() {
        Map<String, NaiveCalendar> all = new LinkedHashMap<>();
        all.putAll(repeatingOnes());
        all.putAll(fixedTimes());
        all.putAll(fixedDays());
        return all;
    }

    private static Map<String, NaiveCalendar> repeatingOnes() {
        Map<String, NaiveCalendar> all = new LinkedHashMap<>();
        all.put("* * * * *", repeating(EVERY_DAY, wholeMinute()));
        all.put("*/5 * * * *", repeating(EVERY_DAY, minute(5, 0)));
        all.put("30 * * * *", repeating(EVERY_DAY, minute(60, 30)));
        all.put("1-59/2 * * * *", repeating(EVERY_DAY, minute(2, 1)));
        all.put("*/20 * * * 0", repeating(on(SUNDAY), minute(20, 0)));
        all.put("* * 29 2 *", repeating(Samples::isLeapDay, wholeMinute()));
        all.put("*/40 * 1,15 * *", repeating(dayOfMonth(1, 15), minutes(0, 40)));
        all.put("*/20 * * * * *", repeating(EVERY_DAY, time -> time.getSecond() % 20 == 0));
        all.put("7 */30 0-23 * * *", repeating(EVERY_DAY, time -> time.getSecond() == 7 && time.getMinute() % 30 == 0));
        return all;
    }

    private static Map<String, NaiveCalendar> fixedTimes() {
        Map<String, NaiveCalendar> all = new LinkedHashMap<>();
        all.put("*/15 1-4 * * *", fixed(EVERY_DAY, minute(15, 0).and(hours(1, 2, 3, 4))));
        all.put("* 2 * * *", fixed(EVERY_DAY, wholeMinute().and(hours(2))));
        all.put("0,30 2 * * *", fixed(EVERY_DAY, minute(30, 0).and(hours(2))));
        all.put("15,45 0 * * *", fixed(EVERY_DAY, minutes(15, 45).and(hours(0))));
        all.put("0 */6 * * *", fixed(EVERY_DAY, minute(60, 0).and(hours(0, 6, 12, 18))));
        all.put("0 0-23/2 * * *", fixed(EVERY_DAY, minute(60, 0).and(time -> time.getHour() % 2 == 0)));
        all.put("0 22-3 * * *", fixed(EVERY_DAY, minute(60, 0).and(hours(22, 23, 0, 1, 2, 3))));
        all.put(
                "0 9-17 * * MON-FRI",
                fixed(weekday(), minute(60, 0).and(time -> time.getHour() >= 9 && time.getHour() < 18)));
        all.put("@daily", fixed(EVERY_DAY, at("00:00")));
        all.put("59 23 * * *", fixed(EVERY_DAY, at("23:59")));
        all.put("0 1 * * *", fixed(EVERY_DAY, at("01:00")));
        all.put("0 3 * * ?", fixed(EVERY_DAY, at("03:00")));
        all.put(
                "30,31,32 30 2 * * *",
                fixed(
                        EVERY_DAY,
                        time -> at("02:30").test(time.withSecond(0))
                                && time.getSecond() >= 30
                                && time.getSecond() < 33));
        return all;
    }

    private static Map<String, NaiveCalendar> fixedDays() {
        Map<String, NaiveCalendar> all = new LinkedHashMap<>();
        all.put("0 9 * * 1-5", fixed(weekday(), at("09:00")));
        all.put("30 2 * * 0", fixed(on(SUNDAY), at("02:30")));
        all.put("0 2 * 3,4,9-NOV sat-sun", fixed(on(SATURDAY, SUNDAY).and(month(3, 4, 9, 10, 11)), at("02:00")));
        all.put("0 0 1 * *", fixed(dayOfMonth(1), at("00:00")));
        all.put("0 0 1 */3 *", fixed(dayOfMonth(1).and(month(1, 4, 7, 10)), at("00:00")));
        all.put("0 0 29 2 *", fixed(Samples::isLeapDay, at("00:00")));
        all.put("0 0 L * *", fixed(date -> date.equals(date.with(lastDayOfMonth())), at("00:00")));
        all.put("0 5 L-3 * *", fixed(date -> date.plusDays(3).equals(date.with(lastDayOfMonth())), at("05:00")));
        all.put("45 1 LW * *", fixed(date -> date.equals(lastWeekday(date)), at("01:45")));
        all.put("0 3 15W * *", fixed(date -> date.equals(nearestWeekday(date.withDayOfMonth(15))), at("03:00")));
        all.put("0 3 1W * *", fixed(date -> date.equals(nearestWeekday(date.withDayOfMonth(1))), at("03:00")));
        all.put(
                "0 12 * * FRI#3",
                fixed(date -> date.equals(date.with(firstInMonth(FRIDAY)).plusWeeks(2)), at("12:00")));
        all.put("0 2 * * 0#2,7#5", fixed(date -> isNth(date, 2) || isNth(date, 5), at("02:00")));
        all.put("15 0 * * friL", fixed(date -> date.equals(date.with(lastInMonth(FRIDAY))), at("00:15")));
        all.put("0 2 13 * FRI", fixed(dayOfMonth(13).or(on(FRIDAY)), at("02:00")));
        all.put("0 0 2 13 * FRI", fixed(dayOfMonth(13).and(on(FRIDAY)), at("02:00")));
        all.put("30 59 23 31 12 ?", fixed(date -> MonthDay.from(date).equals(MonthDay.of(12, 31)), at("23:59:30")));
        all.put(
                "quartz: 0 30 1 ? * 1,2 2026-2028,2031",
                fixed(
                        on(SUNDAY, MONDAY)
                                .and(date -> List.of(2026, 2027, 2028, 2031).contains(date.getYear())),
                        at("01:30")));
        return all;
    }

    static Predicate<LocalTime> at(String time) {
        return LocalTime.parse(time)::equals;
    }

    static Predicate<LocalTime> hours(Integer... hours) {
        return time -> List.of(hours).contains(time.getHour());
    }

    static Predicate<LocalTime> wholeMinute() {
        return time -> time.getSecond() == 0;
    }

    static Predicate<LocalTime> minutes(Integer... minutes) {
        return wholeMinute().and(time -> List.of(minutes).contains(time.getMinute()));
    }

    private static Predicate<LocalTime> minute(int every, int remainder) {
        return wholeMinute().and(time -> time.getMinute() % every == remainder);
    }

    static Predicate<LocalDate> on(DayOfWeek... days) {
        return date -> List.of(days).contains(date.getDayOfWeek());
    }

    private static Predicate<LocalDate> weekday() {
        return on(SATURDAY, SUNDAY).negate();
    }

    static Predicate<LocalDate> dayOfMonth(Integer... days) {
        return date -> List.of(days).contains(date.getDayOfMonth());
    }

    static Predicate<LocalDate> month(Integer... months) {
        return date -> List.of(months).contains(date.getMonthValue());
    }

    private static boolean isLeapDay(LocalDate date) {
        return MonthDay.from(date).equals(MonthDay.of(2, 29));
    }

    private static boolean isNth(LocalDate date, int nth) {
        LocalDate sunday = date.with(firstInMonth(SUNDAY)).plusWeeks(nth - 1);
        return date.equals(sunday);
    }

    private static LocalDate lastWeekday(LocalDate date) {
        LocalDate day = date.with(lastDayOfMonth());
        while (!weekday().test(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    private static LocalDate nearestWeekday(LocalDate date) {
        return List.of(0, 1, -1, 2, -2).stream()
                .map(date::plusDays)
                .filter(weekday())
                .filter(day -> day.getMonth() == date.getMonth())
                .findFirst()
                .orElseThrow();
    }
}
