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
 * windows, days and a date may follow, or a phrase. {@code @every 10m} is an interval, also where it stands for a cron
 * expression.
 */
final class ScheduleText {

    private static final String EVERY_MACRO = "@every";
    private static final String QUARTZ = "quartz:";
    private static final Set<String> CLAUSES =
            Set.of("between", "at", "unless", "except", "outside", "from", "on", "only");

    private ScheduleText() {}

    /**
     * The same timing without a whole schedule and without a cron expression that is an interval.
     *
     * @throws Unreadable with the position in the whole schedule
     */
    static TimingSpec takenApart(TimingSpec spec) {
        String text = spec.schedule();
        String cron = spec.cron();
        if (spec.every() != null || spec.delay() != null || (text != null && cron != null)) {
            return spec;
        }
        if (text != null) {
            return takenApart(spec, text);
        }
        return cron != null && isEvery(cron.strip())
                ? spec.with(CRON, null)
                        .with(
                                EVERY,
                                cron.strip().substring(EVERY_MACRO.length()).strip())
                : spec;
    }

    private static TimingSpec takenApart(TimingSpec spec, String text) {
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
        if (isEvery(stripped)) {
            return PhraseParser.parse(new Tokens(text).skipTo(text.indexOf('@') + 1), TimingSpec.UNSET);
        }
        boolean cron = startsAsCron(stripped)
                || startsWith(stripped, QUARTZ)
                || stripped.startsWith("@")
                || stripped.equals("-");
        return cron ? cron(text) : PhraseParser.parse(new Tokens(text), TimingSpec.UNSET);
    }

    /** Whether a text is {@code @every} and something after it. */
    private static boolean isEvery(String text) {
        return startsWith(text, EVERY_MACRO)
                && text.length() > EVERY_MACRO.length()
                && Character.isWhitespace(text.charAt(EVERY_MACRO.length()));
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
