package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.history.HistoryStore.Lasts;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads the rows of executions for people. Safe for use by any thread. Whatever does not answer throws a {@link StoreException}. */
public interface HistoryRows {

    /**
     * The rows of a task that were scheduled last, newest first, as they are, with those that still run.
     *
     * @param most how many at the most
     */
    List<Execution> newest(String task, int most);

    /** The last row of each kind of each of the tasks, as they are. */
    Map<String, Lasts> lasts(Collection<String> tasks);
}
