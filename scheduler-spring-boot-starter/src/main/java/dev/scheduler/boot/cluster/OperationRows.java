package dev.scheduler.boot.cluster;

import dev.scheduler.Pause;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people do, for every node to read, in one channel: a number that moves with each change, read once a second; the
 * rest is read only when it has moved. Each change is one transaction that moves the number. Safe for use by any thread.
 * Whatever does not answer throws a {@link StoreException}; a change that was asked for may then have happened.
 */
public interface OperationRows {

    /** The number of the last change; 0 before the first. */
    long number();

    /** The operations after a number, in order, as many as there are, but for kinds that only a newer version knows. */
    List<Operation> after(long number);

    /** Writes an operation that changes nothing else here: a run, a cancel, an unlock. */
    Operation write(Operation operation);

    /** All pauses that were not deleted: those in force, those to come, and those that ended and that an account may need. */
    List<Pause> pauses();

    /** Begins a pause, with its operation; it is in force for claims from its commit. */
    Operation pause(Pause pause, Operation operation);

    /** Ends all pauses of a scope that are in force, now, with their operation; null, and nothing written, where there is none. */
    @Nullable
    Operation resume(String scope, Operation operation);

    /** The overrides, by task. */
    Map<String, ScheduleOverride> overrides();

    /**
     * Stores an override over whatever there was, with its operation; where the cluster knows the task, its schedule ends now
     * and this one begins now, set by {@code setBy}, as {@link TaskRows#begin} does.
     */
    Operation override(ScheduleOverride override, String setBy, Operation operation);

    /**
     * Takes an override back, with its operation; where the cluster knows the task, the override's schedule ends now and the
     * given one begins now.
     *
     * @param schedule the one that the task is defined with; {@link TaskMark#NO_SCHEDULE} for none
     * @return null, and nothing written, where there is none
     */
    @Nullable
    Operation reset(String task, String schedule, String setBy, Operation operation);
}
