package dev.scheduler.schedule;

import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import java.util.BitSet;

/** Makes the rule for the days of a month of the two fields that say it. */
final class CronDays {

    private static final int SATURDAY = 6;

    private final CronDialect dialect;
    private int fromLast;
    private int nearestWeekday;
    private boolean lastWeekday;
    private long nthDaysOfWeek;
    private int lastDaysOfWeek;
    private int daysOfWeek;

    private CronDays(CronDialect dialect) {
        this.dialect = dialect;
    }

    /** @param either whether a day that only one of the fields allows matches */
    static DayRule rule(CronDialect dialect, FieldExpression ofMonth, FieldExpression ofWeek, boolean either) {
        CronDays days = new CronDays(dialect);
        for (FieldExpression item : CronValues.items(ofMonth)) {
            days.addOfMonth(item);
        }
        for (FieldExpression item : CronValues.items(ofWeek)) {
            days.addOfWeek(item);
        }
        int daysOfMonth = bits(new CronValues(dialect, CronField.DAY_OF_MONTH).of(ofMonth));
        int daysOfWeek = days.daysOfWeek | bits(new CronValues(dialect, CronField.DAY_OF_WEEK).of(ofWeek));
        return new DayRule(
                daysOfMonth,
                days.fromLast,
                days.nearestWeekday,
                days.lastWeekday,
                daysOfWeek,
                days.nthDaysOfWeek,
                days.lastDaysOfWeek,
                either);
    }

    private static int bits(BitSet values) {
        return values.isEmpty() ? 0 : (int) values.toLongArray()[0];
    }

    private void addOfMonth(FieldExpression item) {
        if (item instanceof On on) {
            switch (on.getSpecialChar().getValue()) {
                case L -> fromLast |= 1 << Math.max(0, CronValues.number(on.getNth()));
                case W -> nearestWeekday |= 1 << CronValues.number(on.getTime());
                case LW -> lastWeekday = true;
                default -> {
                    // A plain day.
                }
            }
        }
    }

    private void addOfWeek(FieldExpression item) {
        if (item instanceof On on) {
            switch (on.getSpecialChar().getValue()) {
                case L -> addLast(CronValues.number(on.getTime()));
                case HASH -> nthDaysOfWeek |= 1L << (index(on) * 5 + CronValues.number(on.getNth()) - 1);
                default -> {
                    // A plain day.
                }
            }
        }
    }

    /** Alone, Quartz's {@code L} is the last day of the week. */
    private void addLast(int day) {
        if (day < 0) {
            daysOfWeek |= 1 << SATURDAY;
        } else {
            lastDaysOfWeek |= 1 << new CronValues(dialect, CronField.DAY_OF_WEEK).index(day);
        }
    }

    private int index(On on) {
        return new CronValues(dialect, CronField.DAY_OF_WEEK).index(CronValues.number(on.getTime()));
    }
}
