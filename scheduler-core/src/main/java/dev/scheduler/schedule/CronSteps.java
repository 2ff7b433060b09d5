package dev.scheduler.schedule;

import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import dev.scheduler.schedule.CronText.Part;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Warns of steps that do not come out even, such as every 45 minutes, with what they really mean. */
final class CronSteps {

    private CronSteps() {}

    static void warn(CronText text, CronField field, FieldExpression expression, Consumer<String> warnings) {
        List<FieldExpression> items = CronValues.items(expression);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Every every && isUneven(field, every)) {
                Part part = text.part(field).items().get(i);
                warnings.accept("\"" + part.text() + "\" as " + field.word() + " is no even interval: it means "
                        + values(text, field, every) + " of every " + field.whole() + ".");
            }
        }
    }

    /** A range ends on purpose; years never start over. */
    private static boolean isUneven(CronField field, Every every) {
        return field != CronField.YEAR
                && !(every.getExpression() instanceof Between)
                && field.size() % CronValues.number(every.getPeriod()) != 0;
    }

    private static String values(CronText text, CronField field, Every every) {
        List<String> names = new CronValues(text.dialect(), field)
                .of(every).stream().mapToObj(value -> name(field, value)).collect(Collectors.toList());
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last : String.join(", ", names) + " and " + last;
    }

    private static String name(CronField field, int value) {
        return switch (field) {
            case SECOND, MINUTE -> (value < 10 ? ":0" : ":") + value;
            case HOUR -> (value < 10 ? "0" : "") + value + "h";
            case MONTH -> Month.of(value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case DAY_OF_WEEK -> DayOfWeek.of(value == 0 ? 7 : value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            default -> String.valueOf(value);
        };
    }
}
