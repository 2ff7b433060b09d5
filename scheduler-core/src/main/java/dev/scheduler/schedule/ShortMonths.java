package dev.scheduler.schedule;

import java.math.BigInteger;
import java.time.Month;

import static dev.scheduler.schedule.TimingAttribute.FROM;
import static dev.scheduler.schedule.TimingAttribute.ON;

/** Warns of days that not every month has. */
final class ShortMonths {

    private ShortMonths() {}

    /** The months that every so many months, from one of them on, ever come to. */
    static int reached(int start, int count) {
        int step = BigInteger.valueOf(count).gcd(BigInteger.valueOf(12)).intValue();
        int months = 0;
        for (int month = (start - 1) % step; month < 12; month += step) {
            months |= 2 << month;
        }
        return months;
    }

    static void warn(DayParts days, int months, TimingParts parts, TimingFaults faults) {
        for (int day = 29; day <= 31; day++) {
            if ((days.daysOfMonth() >> day & 1) != 0 && skipsOneOf(months, day)) {
                boolean leapDay = months == 1 << 2;
                faults.warn(
                        parts.on() == null ? FROM : ON,
                        leapDay
                                ? "is due in leap years alone; \"last day of february\" is due in every year."
                                : "skips the months that have no " + Spelling.ordinal(day)
                                        + "; \"last day\" skips none.");
            }
        }
    }

    /** Whether each of some months can have all of some days. */
    static boolean haveAll(int months, int days) {
        for (Month month : Month.values()) {
            boolean said = (months >> month.getValue() & 1) != 0;
            if (said && 31 - Integer.numberOfLeadingZeros(days) > month.maxLength()) {
                return false;
            }
        }
        return true;
    }

    private static boolean skipsOneOf(int months, int day) {
        for (Month month : Month.values()) {
            if ((months >> month.getValue() & 1) != 0 && month.minLength() < day) {
                return true;
            }
        }
        return false;
    }
}
