package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;

import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.ON;

/** Days of the year, written for the grammar. */
final class MonthDays {

    private MonthDays() {}

    /** Every year on a day of a month; the day may be {@code "last"}. */
    static TimingSpec yearly(TimingSpec spec, int month, String day) {
        if (month < 1 || month > 12) {
            return spec.and(new Fault("yearlyOn", String.valueOf(month), "a month is 1 to 12"));
        }
        String name = Spelling.month(month);
        return spec.and(EVERY, "year").and(ON, day.equals("last") ? "last day of " + name : name + " " + day);
    }
}
