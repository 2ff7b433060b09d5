package dev.scheduler.schedule;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.SpecialChar;
import java.util.BitSet;
import java.util.List;

/** The values of a field that cron-utils has read. Days of the week count from Sunday = 0, whatever the dialect. */
final class CronValues {

    private final CronDialect dialect;
    private final CronField field;

    CronValues(CronDialect dialect, CronField field) {
        this.dialect = dialect;
        this.field = field;
    }

    /** The items of a field that is a list, or the field itself. */
    static List<FieldExpression> items(FieldExpression expression) {
        return expression instanceof And list ? list.getExpressions() : List.of(expression);
    }

    /** The values that match whatever the month; {@code L}, {@code W} and {@code #} add nothing. */
    BitSet of(FieldExpression expression) {
        BitSet values = new BitSet();
        for (FieldExpression item : items(expression)) {
            add(item, 1, values);
        }
        return values;
    }

    private void add(FieldExpression item, int step, BitSet values) {
        if (item instanceof Every every) {
            int period = number(every.getPeriod());
            if (every.getExpression() instanceof On on) {
                addRange(number(on.getTime()), dialect.lastOfAll(field), period, values);
            } else {
                add(every.getExpression(), period, values);
            }
        } else if (item instanceof Between range) {
            int from = number(range.getFrom());
            int to = number(range.getTo());
            addRange(from, from <= to ? to : to + field.size(), step, values);
        } else if (item instanceof On on && on.getSpecialChar().getValue() == SpecialChar.NONE) {
            values.set(index(number(on.getTime())));
        } else if (item instanceof Always || item instanceof QuestionMark) {
            addRange(dialect.firstOfAll(field), dialect.lastOfAll(field), step, values);
        }
    }

    private void addRange(int from, int to, int step, BitSet values) {
        for (int value = from; value <= to; value += step) {
            values.set(index(value));
        }
    }

    /** The bit of a value, which may be past the field's end where a range wraps around. */
    int index(int value) {
        int zero = field == CronField.DAY_OF_WEEK ? 0 : field.first();
        return Math.floorMod(value - dialect.first(field), field.size()) + zero;
    }

    static int number(FieldValue<?> value) {
        return ((Integer) value.getValue()).intValue();
    }
}
