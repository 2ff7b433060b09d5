package dev.scheduler.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dialect of cron: told by the number of fields, Quartz's by its prefix. */
final class CronDialect {

    /** Five fields, minute first, as crontab(5). */
    static final CronDialect CRONTAB = new CronDialect(EnumSet.range(CronField.MINUTE, CronField.DAY_OF_WEEK), 0, 0, 6);

    /** Six fields, second first, as Spring, which counts its steps through the week from Monday. */
    static final CronDialect SPRING = new CronDialect(EnumSet.range(CronField.SECOND, CronField.DAY_OF_WEEK), 0, 1, 7);

    /** Six or seven fields, second first and year last, the week from 1 = Sunday, as Quartz. */
    static final CronDialect QUARTZ = new CronDialect(EnumSet.allOf(CronField.class), 1, 1, 7);

    private final List<CronField> fields;
    private final int sunday;
    private final int firstDayOfWeek;
    private final int lastDayOfWeek;
    private @Nullable CronParser parser;

    private CronDialect(Set<CronField> fields, int sunday, int firstDayOfWeek, int lastDayOfWeek) {
        this.fields = List.copyOf(fields);
        this.sunday = sunday;
        this.firstDayOfWeek = firstDayOfWeek;
        this.lastDayOfWeek = lastDayOfWeek;
    }

    /** The fields, in their order; a year may be left out. */
    List<CronField> fields() {
        return fields;
    }

    /** The least number of a field. */
    int first(CronField field) {
        return field == CronField.DAY_OF_WEEK ? sunday : field.first();
    }

    /** The number that {@code *} and a step without an end go from. */
    int firstOfAll(CronField field) {
        return field == CronField.DAY_OF_WEEK ? firstDayOfWeek : field.first();
    }

    /** The number that {@code *} and a step without an end go to. */
    int lastOfAll(CronField field) {
        return field == CronField.DAY_OF_WEEK ? lastDayOfWeek : field.last();
    }

    /** Reads fields whose syntax has been checked, all in upper case; validates them, too. */
    Cron read(String text) {
        return parser().parse(text);
    }

    /** Made when it is needed first: it costs a start some ten milliseconds. */
    private synchronized CronParser parser() {
        if (parser == null) {
            parser = new CronParser(definition(fields, sunday));
        }
        return parser;
    }

    private static CronDefinition definition(List<CronField> fields, int sunday) {
        CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
        if (fields.contains(CronField.SECOND)) {
            builder.withSeconds().withValidRange(0, 59).and();
        }
        builder.withMinutes().withValidRange(0, 59).and();
        builder.withHours().withValidRange(0, 23).and();
        builder.withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and();
        builder.withMonth().withValidRange(1, 12).and();
        builder.withDayOfWeek()
                .withValidRange(sunday, 7)
                .withMondayDoWValue(sunday + 1)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .and();
        if (fields.contains(CronField.YEAR)) {
            builder.withYear()
                    .withValidRange(CronField.YEAR.first(), CronField.YEAR.last())
                    .optional()
                    .and();
        }
        return builder.instance();
    }
}
