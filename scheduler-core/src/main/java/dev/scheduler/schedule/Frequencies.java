package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

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
 * The frequency words of the fluent way: {@code dailyAt("13:00").weekdays().zone("Europe/Paris")}. The order of calls
 * never matters. Words add up to one timing; two that set the same thing differently ({@code daily().hourly()}) are
 * refused when it is compiled, as is everything else that cannot be read.
 *
 * @param <S> the type that each word returns
 */
public interface Frequencies<S> extends ClockWords<S>, CalendarWords<S>, DayWords<S> {

    @Override
    S amend(UnaryOperator<TimingSpec> change);

    /** A whole schedule in words or cron, such as {@code "every 2 weeks on friday"}. */
    default S schedule(String text) {
        return amend(spec -> spec.and(SCHEDULE, text));
    }

    /** An interval, such as {@code "7 minutes"}, {@code "1h30m"} or {@code "3 weeks"}. */
    default S every(String interval) {
        return amend(spec -> spec.and(EVERY, interval));
    }

    /** A cron expression or macro. */
    default S cron(String expression) {
        return amend(spec -> spec.and(CRON, expression));
    }

    /** First at start, then so long after the end of each run on this node. */
    default S delay(Duration delay) {
        return delay(delay.toString());
    }

    /** First at start, then so long after the end of each run on this node, such as {@code "10 seconds"}. */
    default S delay(String delay) {
        return amend(spec -> spec.and(DELAY, delay));
    }

    /** At these local times ({@code "13:00"}, {@code "8:00, 17:00"}), or at this minute of the hour ({@code ":17"}). */
    default S at(String times) {
        return amend(spec -> spec.and(AT, times));
    }

    /** On these days of the week, the month or the year, as the interval asks. */
    default S on(String days) {
        return amend(spec -> spec.and(ON, days));
    }

    /** Every week, on Sunday unless other days are said. */
    default S weekly() {
        return amend(spec -> spec.and(EVERY, "week"));
    }

    /** Every week on this day, Sunday being 0 or 7. */
    default S weeklyOn(int day) {
        return amend(spec -> DaysOfWeek.add(spec.and(EVERY, "week"), day));
    }

    /** Every week on this day, Sunday being 0 or 7, at this time. */
    default S weeklyOn(int day, String time) {
        return amend(spec -> DaysOfWeek.add(spec.and(EVERY, "week").and(AT, time), day));
    }

    /** Every week on this day. */
    default S weeklyOn(DayOfWeek day) {
        return amend(spec -> spec.and(EVERY, "week").and(List.of(day)));
    }

    /** Every week on this day at this time. */
    default S weeklyOn(DayOfWeek day, String time) {
        return weeklyOn(Set.of(day), time);
    }

    /** Every week on these days at this time. */
    default S weeklyOn(Set<DayOfWeek> days, String time) {
        return amend(spec -> spec.and(EVERY, "week").and(days).and(AT, time));
    }

    /** Counts intervals from this local date, or date and time, and is never due before it. */
    default S from(String date) {
        return amend(spec -> spec.and(FROM, date));
    }

    /** Counts intervals from this local date and is never due before it. */
    default S from(LocalDate date) {
        return from(date.toString());
    }

    /** Only inside these local times of day, such as {@code "22:00-06:00"}, both ends inclusive. */
    default S between(String windows) {
        return amend(spec -> spec.and(BETWEEN, windows));
    }

    /** Only from one local time of day to another, both ends inclusive. */
    default S between(String start, String end) {
        return between(start + "-" + end);
    }

    /** Not inside these local times of day, such as {@code "22:00-06:00"}, both ends inclusive. */
    default S unlessBetween(String windows) {
        return amend(spec -> spec.and(UNLESS_BETWEEN, windows));
    }

    /** Not from one local time of day to another, both ends inclusive. */
    default S unlessBetween(String start, String end) {
        return unlessBetween(start + "-" + end);
    }

    /** The time zone of all of it, such as {@code "Europe/Paris"}. */
    default S zone(String zone) {
        return amend(spec -> spec.and(ZONE, zone));
    }

    /** The time zone of all of it. */
    default S zone(ZoneId zone) {
        return zone(zone.getId());
    }

    /** The same as {@link #zone(String)}. */
    default S timezone(String zone) {
        return zone(zone);
    }
}
