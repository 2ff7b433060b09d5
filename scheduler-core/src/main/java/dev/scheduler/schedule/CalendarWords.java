package dev.scheduler.schedule;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.ON;

/**
 * The frequency words for days, months, quarters and years. Where a word says no time, {@link Frequencies#at at} may; else
 * it is 00:00.
 *
 * @param <S> the type that each word returns
 */
public interface CalendarWords<S> {

    /** Changes the timing said so far. Every word comes down to this. */
    S amend(UnaryOperator<TimingSpec> change);

    /** Every day. */
    default S daily() {
        return amend(spec -> spec.and(EVERY, "day"));
    }

    /** Every day at these times, such as {@code "13:00"}. */
    default S dailyAt(String times) {
        return amend(spec -> spec.and(EVERY, "day").and(AT, times));
    }

    /** Every day at 01:00 and 13:00. */
    default S twiceDaily() {
        return twiceDaily(1, 13);
    }

    /** Every day at these two hours. */
    default S twiceDaily(int firstHour, int secondHour) {
        return twiceDailyAt(firstHour, secondHour, 0);
    }

    /** Every day at this minute of these two hours. */
    default S twiceDailyAt(int firstHour, int secondHour, int minute) {
        return dailyAt(Spelling.hours(minute, firstHour, secondHour));
    }

    /** Every month on the first. */
    default S monthly() {
        return amend(spec -> spec.and(EVERY, "month"));
    }

    /** Every month on this day. */
    default S monthlyOn(int day) {
        return daysOfMonth(day);
    }

    /** Every month on this day at this time. */
    default S monthlyOn(int day, String time) {
        return amend(
                spec -> spec.and(EVERY, "month").and(ON, Spelling.ordinal(day)).and(AT, time));
    }

    /** Every month on these days. */
    default S daysOfMonth(int... days) {
        String on = Arrays.stream(days).mapToObj(Spelling::ordinal).collect(Collectors.joining(", "));
        return amend(spec -> spec.and(EVERY, "month").and(ON, on));
    }

    /** Every month on the 1st and the 16th. */
    default S twiceMonthly() {
        return daysOfMonth(1, 16);
    }

    /** Every month on these two days at this time. */
    default S twiceMonthly(int firstDay, int secondDay, String time) {
        String on = Spelling.ordinal(firstDay) + ", " + Spelling.ordinal(secondDay);
        return amend(spec -> spec.and(EVERY, "month").and(ON, on).and(AT, time));
    }

    /** Every month on its last day. */
    default S lastDayOfMonth() {
        return amend(spec -> spec.and(EVERY, "month").and(ON, "last day"));
    }

    /** Every month on its last day at this time. */
    default S lastDayOfMonth(String time) {
        return amend(spec -> spec.and(EVERY, "month").and(ON, "last day").and(AT, time));
    }

    /** On the first of January, April, July and October. */
    default S quarterly() {
        return amend(spec -> spec.and(EVERY, "quarter"));
    }

    /** On this day of January, April, July and October. */
    default S quarterlyOn(int day) {
        return amend(spec -> spec.and(EVERY, "quarter").and(ON, Spelling.ordinal(day)));
    }

    /** On this day of January, April, July and October at this time. */
    default S quarterlyOn(int day, String time) {
        return amend(spec ->
                spec.and(EVERY, "quarter").and(ON, Spelling.ordinal(day)).and(AT, time));
    }

    /** Every year on the first of January. */
    default S yearly() {
        return amend(spec -> spec.and(EVERY, "year"));
    }

    /** Every year on this day of this month, 1 to 12. */
    default S yearlyOn(int month, int day) {
        return amend(spec -> MonthDays.yearly(spec, month, String.valueOf(day)));
    }

    /** Every year on this day of this month, 1 to 12, at this time. */
    default S yearlyOn(int month, int day, String time) {
        return yearlyOn(month, String.valueOf(day), time);
    }

    /** Every year on this day of this month, 1 to 12, at this time; the day may be {@code "last"}. */
    default S yearlyOn(int month, String day, String time) {
        return amend(spec -> MonthDays.yearly(spec, month, day).and(AT, time));
    }
}
