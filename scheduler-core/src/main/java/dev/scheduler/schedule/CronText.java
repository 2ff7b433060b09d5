package dev.scheduler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A cron expression taken apart, its dialect known, nothing yet read of its fields.
 *
 * @param dialect the dialect
 * @param parts the fields' texts, in the dialect's order
 */
record CronText(CronDialect dialect, List<Part> parts) {

    private static final String QUARTZ = "quartz:";

    /**
     * A piece of the text.
     *
     * @param text in upper case
     * @param position where it starts, counted from 0
     */
    record Part(String text, int position) {

        /** The pieces between commas. */
        List<Part> items() {
            List<Part> items = new ArrayList<>();
            int start = 0;
            for (String item : text.split(",", -1)) {
                items.add(new Part(item, position + start));
                start += item.length() + 1;
            }
            return items;
        }

        /** Whether it leaves out any day at all by crontab(5)'s rule: it does not begin with a star. */
        boolean isRestricted() {
            return !text.startsWith("*") && !text.equals("?");
        }

        IllegalArgumentException fault(String problem) {
            return new IllegalArgumentException(problem + " (position " + (position + 1) + ")");
        }
    }

    static CronText of(String text) {
        int lead = text.length() - text.stripLeading().length();
        boolean quartz = text.regionMatches(true, lead, QUARTZ, 0, QUARTZ.length());
        List<Part> parts = parts(text, quartz ? lead + QUARTZ.length() : 0);
        return new CronText(quartz ? quartz(parts) : dialect(text, parts), parts);
    }

    private static List<Part> parts(String text, int start) {
        List<Part> parts = new ArrayList<>();
        for (int first = wordFrom(text, start); first < text.length(); ) {
            int end = spaceFrom(text, first);
            parts.add(new Part(text.substring(first, end).toUpperCase(Locale.ROOT), first));
            first = wordFrom(text, end);
        }
        return parts;
    }

    private static int wordFrom(String text, int start) {
        int i = start;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int spaceFrom(String text, int start) {
        int i = start;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static CronDialect quartz(List<Part> parts) {
        if (parts.size() == 6 || parts.size() == 7) {
            return CronDialect.QUARTZ;
        }
        String hint = parts.size() == 5 ? ", did you mean \"quartz: 0 " + joined(parts) + "\"?" : "";
        throw new IllegalArgumentException("Quartz has six fields (second minute hour day-of-month month day-of-week)"
                + " and a year if need be, not " + parts.size() + hint);
    }

    private static CronDialect dialect(String text, List<Part> parts) {
        String hint = switch (parts.size()) {
            case 5 -> "";
            case 6 -> "";
            case 4 -> ", did you mean \"0 " + joined(parts) + "\"?";
            case 7 -> "; with a year it is Quartz's form, did you mean \"quartz: " + text.strip() + "\"?";
            default -> ", for example \"0 9 * * 1-5\"";
        };
        if (!hint.isEmpty()) {
            throw new IllegalArgumentException("cron has five fields (minute hour day-of-month month day-of-week)"
                    + " or six (second first), not " + parts.size() + hint);
        }
        return parts.size() == 5 ? CronDialect.CRONTAB : CronDialect.SPRING;
    }

    /** The fields that are given, in their order. */
    List<CronField> fields() {
        return dialect.fields().subList(0, parts.size());
    }

    /** The text of a field. */
    Part part(CronField field) {
        return parts.get(dialect.fields().indexOf(field));
    }

    /** All fields as one text, in upper case; days of the week by number, as cron-utils refuses {@code SUNL}. */
    String numbered() {
        StringJoiner numbered = new StringJoiner(" ");
        for (CronField field : fields()) {
            numbered.add(
                    field == CronField.DAY_OF_WEEK
                            ? numbered(field)
                            : part(field).text());
        }
        return numbered.toString();
    }

    private String numbered(CronField field) {
        String text = part(field).text();
        for (int i = 0; i < field.names().size(); i++) {
            text = text.replace(field.names().get(i), String.valueOf(dialect.first(field) + i));
        }
        return text;
    }

    private static String joined(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining(" "));
    }
}
