package dev.scheduler.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.field.expression.FieldExpression;
import java.util.BitSet;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads cron expressions. The dialects are read by cron-utils; what it lets pass, or refuses without saying where, is
 * checked first.
 */
final class CronParser {

    private static final SortedMap<String, String> MACROS = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *")));

    private CronParser() {}

    /**
     * The fields that an expression means: five or six fields, {@code quartz:} and six or seven, or a macro such as
     * {@code @daily}, with or without the sign.
     *
     * @param warnings is told what is allowed but probably not meant, each a whole sentence
     * @throws IllegalArgumentException with the position, what was given, what was expected, and what is near
     */
    static CalendarFields parse(String text, Consumer<String> warnings) {
        CronText cron = CronText.of(expand(text));
        CronSyntax.check(cron);
        CalendarFields fields = compile(cron, read(cron), warnings);
        if (fields.mayBeEmpty() && new LocalCalendar(fields).next(0) == LocalCalendar.NONE) {
            throw new IllegalArgumentException(neverFires(cron));
        }
        return fields;
    }

    private static String expand(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        String macro = MACROS.get(word.startsWith("@") ? word : "@" + word);
        if (macro == null && word.startsWith("@")) {
            throw new IllegalArgumentException("unknown macro \"" + text.strip() + "\", expected "
                    + String.join(", ", MACROS.keySet()) + " or @every 10m" + Nearest.hint(word, MACROS.keySet()));
        }
        return macro == null ? text : macro;
    }

    private static Cron read(CronText cron) {
        try {
            return cron.dialect().read(cron.numbered());
        } catch (RuntimeException e) {
            // Not every refusal of cron-utils is an IllegalArgumentException.
            throw new IllegalArgumentException("not a cron expression: " + e.getMessage(), e);
        }
    }

    private static CalendarFields compile(CronText text, Cron cron, Consumer<String> warnings) {
        CronDialect dialect = text.dialect();
        boolean either = dialect == CronDialect.CRONTAB
                && text.part(CronField.DAY_OF_MONTH).isRestricted()
                && text.part(CronField.DAY_OF_WEEK).isRestricted();
        for (CronField field : text.fields()) {
            CronSteps.warn(text, field, expression(cron, field), warnings);
        }
        return new CalendarFields(
                dialect == CronDialect.CRONTAB ? 1 : bits(dialect, cron, CronField.SECOND),
                bits(dialect, cron, CronField.MINUTE),
                (int) bits(dialect, cron, CronField.HOUR),
                CronDays.rule(
                        dialect,
                        expression(cron, CronField.DAY_OF_MONTH),
                        expression(cron, CronField.DAY_OF_WEEK),
                        either),
                (int) bits(dialect, cron, CronField.MONTH),
                years(dialect, cron),
                null);
    }

    private static FieldExpression expression(Cron cron, CronField field) {
        return Objects.requireNonNull(cron.retrieveFieldsAsMap().get(field.theirs()))
                .getExpression();
    }

    private static long bits(CronDialect dialect, Cron cron, CronField field) {
        return new CronValues(dialect, field).of(expression(cron, field)).toLongArray()[0];
    }

    private static @Nullable YearSet years(CronDialect dialect, Cron cron) {
        if (!cron.retrieveFieldsAsMap().containsKey(CronField.YEAR.theirs())) {
            return null;
        }
        BitSet years = new CronValues(dialect, CronField.YEAR).of(expression(cron, CronField.YEAR));
        return years.cardinality() == CronField.YEAR.size() ? null : YearSet.of(years);
    }

    private static String neverFires(CronText cron) {
        String fault = "never fires: no date has day of month \""
                + cron.part(CronField.DAY_OF_MONTH).text() + "\", month \""
                + cron.part(CronField.MONTH).text() + "\" and day of week \""
                + cron.part(CronField.DAY_OF_WEEK).text() + "\"";
        return fault + "; for the last day of a month write \"L\" as its day";
    }
}
