package dev.scheduler.schedule;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static dev.scheduler.schedule.TimingAttribute.AT;
import static dev.scheduler.schedule.TimingAttribute.EVERY;

/**
 * The frequency words for intervals of seconds, minutes and hours.
 *
 * @param <S> the type that each word returns
 */
public interface ClockWords<S> {

    /** Changes the timing said so far. Every word comes down to this. */
    S amend(UnaryOperator<TimingSpec> change);

    /** Every second. */
    default S everySecond() {
        return amend(spec -> spec.and(EVERY, "second"));
    }

    /** Every two seconds. */
    default S everyTwoSeconds() {
        return amend(spec -> spec.and(EVERY, "2 seconds"));
    }

    /** Every five seconds. */
    default S everyFiveSeconds() {
        return amend(spec -> spec.and(EVERY, "5 seconds"));
    }

    /** Every ten seconds. */
    default S everyTenSeconds() {
        return amend(spec -> spec.and(EVERY, "10 seconds"));
    }

    /** Every fifteen seconds. */
    default S everyFifteenSeconds() {
        return amend(spec -> spec.and(EVERY, "15 seconds"));
    }

    /** Every twenty seconds. */
    default S everyTwentySeconds() {
        return amend(spec -> spec.and(EVERY, "20 seconds"));
    }

    /** Every thirty seconds. */
    default S everyThirtySeconds() {
        return amend(spec -> spec.and(EVERY, "30 seconds"));
    }

    /** Every minute. */
    default S everyMinute() {
        return amend(spec -> spec.and(EVERY, "minute"));
    }

    /** Every two minutes. */
    default S everyTwoMinutes() {
        return amend(spec -> spec.and(EVERY, "2 minutes"));
    }

    /** Every three minutes. */
    default S everyThreeMinutes() {
        return amend(spec -> spec.and(EVERY, "3 minutes"));
    }

    /** Every four minutes. */
    default S everyFourMinutes() {
        return amend(spec -> spec.and(EVERY, "4 minutes"));
    }

    /** Every five minutes. */
    default S everyFiveMinutes() {
        return amend(spec -> spec.and(EVERY, "5 minutes"));
    }

    /** Every ten minutes. */
    default S everyTenMinutes() {
        return amend(spec -> spec.and(EVERY, "10 minutes"));
    }

    /** Every fifteen minutes. */
    default S everyFifteenMinutes() {
        return amend(spec -> spec.and(EVERY, "15 minutes"));
    }

    /** Every thirty minutes. */
    default S everyThirtyMinutes() {
        return amend(spec -> spec.and(EVERY, "30 minutes"));
    }

    /** Every hour, on the hour unless other minutes are said. */
    default S hourly() {
        return amend(spec -> spec.and(EVERY, "hour"));
    }

    /** Every hour at these minutes. */
    default S hourlyAt(int... minutes) {
        String at = Arrays.stream(minutes)
                .mapToObj(minute -> ":" + Spelling.twoDigits(minute))
                .collect(Collectors.joining(", "));
        return amend(spec -> spec.and(EVERY, "hour").and(AT, at));
    }

    /** Every odd hour: 01:00, 03:00 … 23:00. */
    default S everyOddHour() {
        return amend(spec -> spec.and(EVERY, "odd hour"));
    }

    /** Every odd hour at this minute. */
    default S everyOddHour(int minute) {
        return everyHours("odd hour", minute);
    }

    /** Every two hours: 00:00, 02:00 … */
    default S everyTwoHours() {
        return amend(spec -> spec.and(EVERY, "2 hours"));
    }

    /** Every two hours at this minute. */
    default S everyTwoHours(int minute) {
        return everyHours("2 hours", minute);
    }

    /** Every three hours: 00:00, 03:00 … */
    default S everyThreeHours() {
        return amend(spec -> spec.and(EVERY, "3 hours"));
    }

    /** Every three hours at this minute. */
    default S everyThreeHours(int minute) {
        return everyHours("3 hours", minute);
    }

    /** Every four hours: 00:00, 04:00 … */
    default S everyFourHours() {
        return amend(spec -> spec.and(EVERY, "4 hours"));
    }

    /** Every four hours at this minute. */
    default S everyFourHours(int minute) {
        return everyHours("4 hours", minute);
    }

    /** Every six hours: 00:00, 06:00 … */
    default S everySixHours() {
        return amend(spec -> spec.and(EVERY, "6 hours"));
    }

    /** Every six hours at this minute. */
    default S everySixHours(int minute) {
        return everyHours("6 hours", minute);
    }

    private S everyHours(String interval, int minute) {
        return amend(spec -> spec.and(EVERY, interval).and(AT, ":" + Spelling.twoDigits(minute)));
    }
}
