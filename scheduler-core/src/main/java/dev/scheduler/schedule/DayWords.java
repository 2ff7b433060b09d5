package dev.scheduler.schedule;

import java.time.DayOfWeek;
import java.util.List;
import java.util.function.UnaryOperator;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

/**
 * The frequency words for days of the week. They add up: {@code mondays().fridays()} is both. Alone or beside
 * {@code weekly()} they are the days on which the task is due; beside any other interval they are a filter.
 *
 * @param <S> the type that each word returns
 */
public interface DayWords<S> {

    /** Changes the timing said so far. Every word comes down to this. */
    S amend(UnaryOperator<TimingSpec> change);

    /** On these days of the week. */
    default S days(DayOfWeek... days) {
        return amend(spec -> spec.and(List.of(days)));
    }

    /** On these days of the week, Sunday being 0 or 7. */
    default S days(int... days) {
        return amend(spec -> DaysOfWeek.add(spec, days));
    }

    /** From Monday to Friday. */
    default S weekdays() {
        return days(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);
    }

    /** On Saturday and Sunday. */
    default S weekends() {
        return days(SATURDAY, SUNDAY);
    }

    /** On Mondays. */
    default S mondays() {
        return days(MONDAY);
    }

    /** On Tuesdays. */
    default S tuesdays() {
        return days(TUESDAY);
    }

    /** On Wednesdays. */
    default S wednesdays() {
        return days(WEDNESDAY);
    }

    /** On Thursdays. */
    default S thursdays() {
        return days(THURSDAY);
    }

    /** On Fridays. */
    default S fridays() {
        return days(FRIDAY);
    }

    /** On Saturdays. */
    default S saturdays() {
        return days(SATURDAY);
    }

    /** On Sundays. */
    default S sundays() {
        return days(SUNDAY);
    }
}
