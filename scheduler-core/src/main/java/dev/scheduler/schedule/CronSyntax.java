package dev.scheduler.schedule;

import dev.scheduler.schedule.CronText.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the fields of a cron expression before cron-utils reads them, to say where and how one is wrong. */
final class CronSyntax {

    private static final String VALUE = "([0-9A-Z]+?)";
    private static final Pattern PLAIN = Pattern.compile("(?:\\*|" + VALUE + "(?:-" + VALUE + ")?)(?:/([^/]*))?");
    private static final Pattern DAY_OF_MONTH = Pattern.compile("L|LW|L-([0-9]+)|([0-9]+)W");
    private static final Pattern DAY_OF_WEEK = Pattern.compile(VALUE + "(?:L|#(.*))");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final Pattern DAY_NUMBER = Pattern.compile("(?<![0-9#/])[0-9](?![0-9])");

    private final CronText text;
    private final CronDialect dialect;

    private CronSyntax(CronText text) {
        this.text = text;
        dialect = text.dialect();
    }

    /** @throws IllegalArgumentException at the first fault, with its position, what was expected and what would do */
    static void check(CronText text) {
        CronSyntax syntax = new CronSyntax(text);
        text.fields().forEach(field -> syntax.checkField(field, text.part(field)));
        syntax.checkDays();
    }

    private void checkField(CronField field, Part part) {
        if (!part.text().equals("?")) {
            part.items().forEach(item -> checkItem(field, item));
        } else if (!field.isDay()) {
            throw part.fault("\"?\" may stand for the day of month or the day of week alone, did you mean \"*\"?");
        }
    }

    private void checkItem(CronField field, Part item) {
        Matcher plain = PLAIN.matcher(item.text());
        Matcher ofMonth = DAY_OF_MONTH.matcher(item.text());
        Matcher ofWeek = DAY_OF_WEEK.matcher(item.text());
        if (field == CronField.DAY_OF_MONTH && ofMonth.matches()) {
            checkSpecialDayOfMonth(item, ofMonth);
        } else if (field == CronField.DAY_OF_WEEK && item.text().equals("L")) {
            checkLastOfWeek(item);
        } else if (field == CronField.DAY_OF_WEEK && ofWeek.matches()) {
            checkValue(field, item, ofWeek.group(1));
            checkNth(item, ofWeek.group(2));
        } else if (plain.matches()) {
            checkPlain(field, item, plain);
        } else {
            throw item.fault("\"" + item.text() + "\" is no " + field.word() + ", expected " + expected(field));
        }
    }

    private void checkPlain(CronField field, Part item, Matcher plain) {
        int from = plain.group(1) == null ? dialect.first(field) : checkValue(field, item, plain.group(1));
        int to = plain.group(2) == null ? from : checkValue(field, item, plain.group(2));
        if (field == CronField.YEAR && from > to) {
            throw item.fault("\"" + item.text() + "\" goes back, did you mean \"" + to + "-" + from + "\"?");
        }
        String step = plain.group(3);
        if (step != null && (!NUMBER.matcher(step).matches() || !isStep(field, Integer.parseInt(step)))) {
            throw item.fault("\"" + step + "\" is no step of the " + field.word() + ", expected 1 to "
                    + largestStep(field) + stepHint(field, step));
        }
    }

    private static boolean isStep(CronField field, int step) {
        return step >= 1 && step <= largestStep(field);
    }

    private static int largestStep(CronField field) {
        return field == CronField.YEAR ? field.size() : Math.min(field.last(), field.size());
    }

    /** A step over the whole field is the field's first value. */
    private String stepHint(CronField field, String step) {
        return step.equals(String.valueOf(field.last() + 1)) && field.first() == 0
                ? ", did you mean \"0\" (once each " + field.whole() + ")?"
                : "";
    }

    private void checkSpecialDayOfMonth(Part item, Matcher special) {
        if (special.group(1) != null && !isBetween(special.group(1), 1, 30)) {
            throw item.fault(
                    "\"" + item.text() + "\" counts back too far, expected L-1 to L-30, or L for the last day");
        }
        if (special.group(2) != null) {
            checkValue(CronField.DAY_OF_MONTH, item, special.group(2));
        }
    }

    private void checkLastOfWeek(Part item) {
        if (dialect != CronDialect.QUARTZ) {
            throw item.fault("\"L\" needs a day of week before it: \"FRIL\" is the last Friday of the month,"
                    + " \"SAT\" is every Saturday");
        }
    }

    private static void checkNth(Part item, String nth) {
        if (nth != null && !isBetween(nth, 1, 5)) {
            throw item.fault("\"" + nth + "\" after \"#\" says which one of the month, expected 1 to 5,"
                    + " for example \"FRI#3\" for the third Friday");
        }
    }

    private static boolean isBetween(String number, int least, int most) {
        return NUMBER.matcher(number).matches()
                && Integer.parseInt(number) >= least
                && Integer.parseInt(number) <= most;
    }

    private int checkValue(CronField field, Part item, String value) {
        if (field.names().contains(value)) {
            return field.names().indexOf(value) + dialect.first(field);
        }
        if (isBetween(value, dialect.first(field), field.last())) {
            return Integer.parseInt(value);
        }
        throw item.fault(
                "\"" + value + "\" is no " + field.word() + ", expected " + values(field) + hint(field, value));
    }

    private String hint(CronField field, String value) {
        if (NUMBER.matcher(value).matches()) {
            int number = Integer.parseInt(value);
            boolean wraps = number == field.last() + 1 && field.first() == 0;
            int nearest = Math.max(dialect.first(field), Math.min(field.last(), number));
            return ", did you mean \"" + (wraps ? 0 : nearest) + "\"?";
        }
        return field.names().stream()
                .filter(value::startsWith)
                .findFirst()
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElseGet(() -> Nearest.hint(value, field.names()));
    }

    private String values(CronField field) {
        String numbers = dialect.first(field) + " to " + field.last();
        return field.names().isEmpty()
                ? numbers
                : numbers + " or " + field.names().get(0) + " to "
                        + field.names().get(field.names().size() - 1);
    }

    private String expected(CronField field) {
        String special = switch (field) {
            case DAY_OF_MONTH -> ", L, L-3, LW, 15W";
            case DAY_OF_WEEK -> ", FRIL, FRI#3";
            default -> "";
        };
        return "*, " + values(field) + ", ranges (a-b), steps (*/n, a-b/n)" + special + ", or a list of these";
    }

    private void checkDays() {
        Part ofMonth = text.part(CronField.DAY_OF_MONTH);
        Part ofWeek = text.part(CronField.DAY_OF_WEEK);
        if (dialect == CronDialect.QUARTZ && ofMonth.isRestricted() && ofWeek.isRestricted()) {
            throw ofWeek.fault("Quartz takes a day of month or a day of week, not both: write \"?\" for one of them");
        }
        if (dialect != CronDialect.QUARTZ
                && ofMonth.text().equals("?")
                && DAY_NUMBER.matcher(ofWeek.text()).find()) {
            throw ofWeek.fault("\"" + ofWeek.text() + "\" beside \"?\" is ambiguous: it is " + named(ofWeek.text(), 0)
                    + " where the week is counted from 0 = Sunday, " + named(ofWeek.text(), 1)
                    + " where Quartz counts it from 1 = Sunday; write the one you mean");
        }
    }

    /** A day-of-week field with names for its numbers. */
    private static String named(String field, int sunday) {
        return DAY_NUMBER.matcher(field).replaceAll(number -> name(Integer.parseInt(number.group()) - sunday));
    }

    private static String name(int day) {
        return day < 0 || day > 7 ? "(no day)" : CronField.DAY_OF_WEEK.names().get(day % 7);
    }
}
