package dev.scheduler.schedule;

import dev.scheduler.schedule.InvalidTimingException.Fault;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static dev.scheduler.schedule.TimingAttribute.CRON;
import static dev.scheduler.schedule.TimingAttribute.EVERY;
import static dev.scheduler.schedule.TimingAttribute.SCHEDULE;

/**
 * Takes a whole schedule in one text apart into the attributes that say the same: a macro or a cron expression, which
 * windows, days and a date may follow, or a phrase.
 */
final class ScheduleText {

    private static final Pattern EVERY_MACRO = Pattern.compile("@every\\s+(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CRON_START = Pattern.compile("[-0-9,*/?]+\\s+[0-9*?].*|[*?].*", Pattern.DOTALL);
    private static final Pattern QUARTZ_START = Pattern.compile("quartz:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CLAUSE =
            Pattern.compile("(?<=\\s)(?:between|at|unless|except|outside|from|on|only)\\s", Pattern.CASE_INSENSITIVE);

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
        Matcher every = EVERY_MACRO.matcher(stripped);
        if (every.matches()) {
            return TimingSpec.of(Map.of(EVERY, every.group(1)));
        }
        boolean cron = CRON_START.matcher(stripped).matches()
                || QUARTZ_START.matcher(stripped).matches()
                || stripped.startsWith("@")
                || stripped.equals("-");
        return cron ? cron(text) : PhraseParser.parse(new Tokens(text), TimingSpec.UNSET);
    }

    private static TimingSpec cron(String text) {
        Matcher clause = CLAUSE.matcher(text);
        if (!clause.find()) {
            return TimingSpec.of(Map.of(CRON, text.strip()));
        }
        TimingSpec cron =
                TimingSpec.of(Map.of(CRON, text.substring(0, clause.start()).strip()));
        return PhraseParser.parse(new Tokens(text).skipTo(clause.start()), cron);
    }
}
