package dev.scheduler.task;

import java.util.Locale;

/** Where an attribute was set, as fault messages say it. */
final class Place {

    private static final String KEYS = "scheduler\\.(tasks|groups|defaults|crontab)\\b.*";

    private Place() {}

    /**
     * {@code every = "5 mintues" on billing.syncRecords}, or {@code scheduler.tasks.sync.every = "5 mintues"} where the
     * place is a property.
     */
    static String of(String where, String attribute, String given) {
        String quoted = " = \"" + given + "\"";
        return where.matches(KEYS) ? where + "." + kebab(attribute) + quoted : attribute + quoted + " on " + where;
    }

    private static String kebab(String attribute) {
        return attribute.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
