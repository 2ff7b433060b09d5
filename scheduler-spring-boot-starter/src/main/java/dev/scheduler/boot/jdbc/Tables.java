package dev.scheduler.boot.jdbc;

/**
 * The names of our tables.
 *
 * @param prefix what each begins with, {@value #DEFAULT_PREFIX} by default; may begin with a schema and a dot
 */
public record Tables(String prefix) {

    /** What the tables in the scripts begin with. */
    public static final String DEFAULT_PREFIX = "scheduler_";

    /** Refuses a prefix that is not part of a plain name. */
    public Tables {
        if (!prefix.matches("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("Table prefix \"" + prefix
                    + "\": expected letters, digits and _, such as \"scheduler_\" or" + " \"jobs.scheduler_\"");
        }
    }

    /** The tables as the scripts name them. */
    public static Tables standard() {
        return new Tables(DEFAULT_PREFIX);
    }

    String execution() {
        return prefix + "execution";
    }

    String task() {
        return prefix + "task";
    }

    String node() {
        return prefix + "node";
    }
}
