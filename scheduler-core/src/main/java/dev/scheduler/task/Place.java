package dev.scheduler.task;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where an attribute was set, as fault messages say it. */
final class Place {

    private static final Pattern KEYS = Pattern.compile("scheduler\\.(tasks|groups|defaults|crontab)\\b.*");

    private Place() {}

    /**
     * {@code every = "5 mintues" on billing.syncRecords}, or {@code scheduler.tasks.sync.every = "5 mintues"} where the
     * place is a property, or {@code scheduler.crontab.update = "0 8 * * * update"}, which has no attributes.
     */
    static String of(String where, String attribute, String given) {
        String quoted = " = \"" + given + "\"";
        if (!KEYS.matcher(where).matches()) {
            return attribute + quoted + " on " + where;
        }
        return where.startsWith("scheduler.crontab.") ? where + quoted : where + "." + kebab(attribute) + quoted;
    }

    private static String kebab(String attribute) {
        return attribute.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
