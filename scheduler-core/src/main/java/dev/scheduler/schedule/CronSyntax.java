package dev.scheduler.schedule;

import dev.scheduler.schedule.CronText.Part;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a cron expression before cron-utils reads them, to say where and how one is wrong. */
final class CronSyntax {

    private static final int MOST_DIGITS = 4;

    private final CronText text;
    private final CronDialect dialect;

    private CronSyntax(CronText text) {
        this.text = text;
        dialect = text.dialect();
    }

    /** @throws IllegalArgumentException at the first fault, with its position, what was expected and what would do */
    static void check(CronText text) {
        CronSyntax syntax = new CronSyntax(text);
        for (CronField field : text.fields()) {
            syntax.checkField(field, text.part(field));
        }
        syntax.checkDays();
    }

    private void checkField(CronField field, Part part) {
        if (part.text().equals("?")) {
            if (!field.isDay()) {
                throw part.fault("\"?\" may stand for the day of month or the day of week alone, did you mean \"*\"?");
            }
        } else if (!part.text().equals("*")) {
            for (Part item : part.items()) {
                checkItem(field, item);
            }
        }
    }

    private void checkItem(CronField field, Part item) {
        boolean special = (field == CronField.DAY_OF_MONTH && isSpecialDayOfMonth(item))
                || (field == CronField.DAY_OF_WEEK && isSpecialDayOfWeek(item));
        if (!special) {
            checkPlain(field, item);
        }
    }

    /** Checks {@code L}, {@code L-3}, {@code LW} and {@code 15W}. */
    private boolean isSpecialDayOfMonth(Part item) {
        String text = item.text();
        if (text.startsWith("L-") && isNumber(text.substring(2))) {
            if (!isBetween(text.substring(2), 1, 30)) {
                throw item.fault("\"" + text + "\" counts back too far, expected L-1 to L-30, or L for the last day");
            }
            return true;
        }
        String day = text.endsWith("W") ? text.substring(0, text.length() - 1) : "";
        if (isNumber(day)) {
            checkValue(CronField.DAY_OF_MONTH, item, day);
            return true;
        }
        return text.equals("L") || text.equals("LW");
    }

    /** Checks {@code 5L}, {@code 5#3} and Quartz's {@code L}. */
    private boolean isSpecialDayOfWeek(Part item) {
        String text = item.text();
        int hash = text.indexOf('#');
        int end = text.endsWith("L") && hash < 0 ? text.length() - 1 : hash;
        if (text.equals("L")) {
            checkLastOfWeek(item);
        } else if (end > 0 && isWord(text.substring(0, end))) {
            checkValue(CronField.DAY_OF_WEEK, item, text.substring(0, end));
            checkNth(item, hash < 0 ? null : text.substring(hash + 1));
        } else {
            return false;
        }
        return true;
    }

    /** Checks a star, a value or a range, and the step that may follow. */
    private void checkPlain(CronField field, Part item) {
        String text = item.text();
        int slash = text.indexOf('/');
        String range = slash < 0 ? text : text.substring(0, slash);
        if (!range.equals("*")) {
            checkRange(field, item, range);
        }
        if (slash >= 0) {
            checkStep(field, item, text.substring(slash + 1));
        }
    }

    private void checkRange(CronField field, Part item, String range) {
        int dash = range.indexOf('-');
        String first = dash < 0 ? range : range.substring(0, dash);
        String last = dash < 0 ? first : range.substring(dash + 1);
        if (!isWord(first) || !isWord(last)) {
            throw unreadable(field, item);
        }
        int from = checkValue(field, item, first);
        int to = dash < 0 ? from : checkValue(field, item, last);
        if (field == CronField.YEAR && from > to) {
            throw item.fault("\"" + item.text() + "\" goes back, did you mean \"" + to + "-" + from + "\"?");
        }
    }

    private void checkStep(CronField field, Part item, String step) {
        if (step.indexOf('/') >= 0) {
            throw unreadable(field, item);
        }
        if (!isBetween(step, 1, largestStep(field))) {
            throw item.fault("\"" + step + "\" is no step of the " + field.word() + ", expected 1 to "
                    + largestStep(field) + stepHint(field, step));
        }
    }

    private IllegalArgumentException unreadable(CronField field, Part item) {
        return item.fault("\"" + item.text() + "\" is no " + field.word() + ", expected " + expected(field));
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

    private void checkLastOfWeek(Part item) {
        if (dialect != CronDialect.QUARTZ) {
            throw item.fault("\"L\" needs a day of week before it: \"FRIL\" is the last Friday of the month,"
                    + " \"SAT\" is every Saturday");
        }
    }

    private static void checkNth(Part item, @Nullable String nth) {
        if (nth != null && !isBetween(nth, 1, 5)) {
            throw item.fault("\"" + nth + "\" after \"#\" says which one of the month, expected 1 to 5,"
                    + " for example \"FRI#3\" for the third Friday");
        }
    }

    private static boolean isBetween(String number, int least, int most) {
        return isNumber(number)
                && number.length() <= MOST_DIGITS
                && Integer.parseInt(number) >= least
                && Integer.parseInt(number) <= most;
    }

    private static boolean isNumber(String text) {
        return isMadeOf(text, '9');
    }

    /** Whether a text has digits and capitals only. */
    private static boolean isWord(String text) {
        return isMadeOf(text, 'Z');
    }

    private static boolean isMadeOf(String text, char last) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > last || (c > '9' && c < 'A')) {
                return false;
            }
        }
        return !text.isEmpty();
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
        if (isNumber(value) && value.length() <= MOST_DIGITS) {
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
                && numbers(ofWeek.text()).find()) {
            throw ofWeek.fault("\"" + ofWeek.text() + "\" beside \"?\" is ambiguous: it is " + named(ofWeek.text(), 0)
                    + " where the week is counted from 0 = Sunday, " + named(ofWeek.text(), 1)
                    + " where Quartz counts it from 1 = Sunday; write the one you mean");
        }
    }

    /** The days of the week that are given by number. */
    private static Matcher numbers(String field) {
        return Pattern.compile("(?<![0-9#/])[0-9](?![0-9])").matcher(field);
    }

    /** A day-of-week field with names for its numbers. */
    private static String named(String field, int sunday) {
        return numbers(field).replaceAll(number -> name(Integer.parseInt(number.group()) - sunday));
    }

    private static String name(int day) {
        return day < 0 || day > 7 ? "(no day)" : CronField.DAY_OF_WEEK.names().get(day % 7);
    }
}
