package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static dev.scheduler.schedule.TimingAttribute.CRON;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.SCHEDULE;

/**
 * Takes a whole schedule in one text apart into the attributes that say the same: a macro or a cron expression, which
 * windows, days and a date may follow, or a phrase.
 */
final class ScheduleText {

    private static final String EVERY_MACRO = "@every";
    private static final String QUARTZ = "quartz:";
    private static final Set<String> CLAUSES =
            Set.of("between", "at", "unless", "except", "outside", "from", "on", "only");

    private ScheduleText() {}

    /**
     * The same timing without a whole schedule.
     *
     * @throws Unreadable with the position in the whole schedule
     */
    static TimingSpec takenApart(TimingSpec spec) {
        String text = spec.schedule();
        if (text == null || spec.every() != null || spec.cron() != null || spec.delay() != null) {
            return spec;
        }
        TimingSpec whole = spec.with(SCHEDULE, null);
        TimingSpec parts = parse(text);
        for (Map.Entry<TimingAttribute, String> part : parts.texts().entrySet()) {
            String said = spec.get(part.getKey());
            whole = said == null
                    ? whole.with(part.getKey(), part.getValue())
                    : whole.and(new Fault(part.getKey().key(), said, "the schedule says it already, say one of them"));
        }
        return whole.and(parts.days());
    }

    private static TimingSpec parse(String text) {
        String stripped = text.strip();
        if (startsWith(stripped, EVERY_MACRO)
                && stripped.length() > EVERY_MACRO.length()
                && Character.isWhitespace(stripped.charAt(EVERY_MACRO.length()))) {
            return TimingSpec.of(
                    Map.of(EVERY, stripped.substring(EVERY_MACRO.length()).strip()));
        }
        boolean cron = startsAsCron(stripped)
                || startsWith(stripped, QUARTZ)
                || stripped.startsWith("@")
                || stripped.equals("-");
        return cron ? cron(text) : PhraseParser.parse(new Tokens(text), TimingSpec.UNSET);
    }

    private static boolean startsWith(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length());
    }

    /** A star or a question mark, or a field without letters and then the beginning of another one. */
    private static boolean startsAsCron(String text) {
        int end = 0;
        while (end < text.length() && "0123456789-,/*?".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String rest = text.substring(end).stripLeading();
        return text.startsWith("*")
                || text.startsWith("?")
                || (end > 0
                        && end + rest.length() < text.length()
                        && !rest.isEmpty()
                        && "0123456789*?".indexOf(rest.charAt(0)) >= 0);
    }

    private static TimingSpec cron(String text) {
        int clause = clause(text);
        TimingSpec cron = TimingSpec.of(Map.of(CRON, text.substring(0, clause).strip()));
        return clause == text.length() ? cron : PhraseParser.parse(new Tokens(text).skipTo(clause), cron);
    }

    /** Where the words begin that may follow a cron expression; the text's end where there are none. */
    private static int clause(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (start > 0 && CLAUSES.contains(text.substring(start, i).toLowerCase(Locale.ROOT))) {
                    return start;
                }
                start = i + 1;
            }
        }
        return text.length();
    }
}
