package dev.scheduler.boot.cluster;

import java.time.Instant;

/**
 * What the cluster knows of a task.
 *
 * @param task its name
 * @param schedule its schedule in canonical words, with its zone; {@link #NO_SCHEDULE} where it has none now
 * @param setBy the node that answers for the schedule; empty where none does
 * @param since from when the schedule counts
 * @param accountedUntil up to and with this instant every scheduled time has its record, or needs none
 * @param purgedUntil up to and with this instant records may have been deleted
 * @param revision goes up with each change of the schedule
 */
public record TaskMark(
        String task,
        String schedule,
        String setBy,
        Instant since,
        Instant accountedUntil,
        Instant purgedUntil,
        long revision) {

    /** What stands for a schedule where a task has none. */
    public static final String NO_SCHEDULE = "-";

    /** Prefix of a delay's text; delays are not accounted for. */
    public static final String DELAY = "delay ";

    /**
     * Before anything was scheduled: where both marks begin. A day after the epoch, since MySQL's timestamps hold nothing
     * before the epoch, and zones differ by up to a day.
     */
    public static final Instant LONG_AGO = Instant.parse("1970-01-02T00:00:00Z");

    /** The mark of a task that comes into being. */
    public static TaskMark first(String task, String schedule, String setBy, Instant since) {
        return new TaskMark(task, schedule, setBy, since, LONG_AGO, LONG_AGO, 1);
    }

    /** Whether the task has scheduled times now, which are accounted for: those of a delay are not. */
    public boolean hasSchedule() {
        return !schedule.equals(NO_SCHEDULE) && !schedule.startsWith(DELAY);
    }
}
