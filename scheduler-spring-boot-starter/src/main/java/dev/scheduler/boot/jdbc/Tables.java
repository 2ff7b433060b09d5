package dev.scheduler.boot.jdbc;

/**
 * The names of our tables, and of ShedLock's.
 *
 * @param prefix what each of ours begins with, {@value #DEFAULT_PREFIX} by default; may begin with a schema and a dot
 * @param shedLock the table of ShedLock's locks, {@value #SHEDLOCK} by default; may begin with a schema and a dot
 */
public record Tables(String prefix, String shedLock) {

    /** What the tables in the scripts begin with. */
    public static final String DEFAULT_PREFIX = "scheduler_";

    /** What ShedLock's documentation and our scripts call its table. */
    public static final String SHEDLOCK = "shedlock";

    /** Refuses what is not a plain name. */
    public Tables {
        check(prefix, DEFAULT_PREFIX);
        check(shedLock, SHEDLOCK);
    }

    /** Tables of ours with a prefix, beside ShedLock's under its usual name. */
    public Tables(String prefix) {
        this(prefix, SHEDLOCK);
    }

    private static void check(String name, String example) {
        if (!name.matches("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "expected letters, digits and _, such as \"" + example + "\" or \"jobs." + example + "\"");
        }
    }

    /** The tables as the scripts name them. */
    public static Tables standard() {
        return new Tables(DEFAULT_PREFIX);
    }

    String execution() {
        return prefix + "execution";
    }

    /** The name of the index that finds what runs; an index is in the schema of its table. */
    String runningIndex() {
        return "running_" + execution().substring(execution().indexOf('.') + 1);
    }

    /** The lock of whoever purges the history; no task can have its name. */
    String purgeLock() {
        return prefix + ":purge";
    }

    String task() {
        return prefix + "task";
    }

    String endedSchedule() {
        return prefix + "ended_schedule";
    }

    String node() {
        return prefix + "node";
    }

    String pause() {
        return prefix + "pause";
    }

    String override() {
        return prefix + "override";
    }

    String operation() {
        return prefix + "operation";
    }

    /** Its one row says the number of the last change. */
    String change() {
        return prefix + "change";
    }
}
