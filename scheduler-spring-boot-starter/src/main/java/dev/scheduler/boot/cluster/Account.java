package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of a task's scheduled times that had no row.
 *
 * @param until up to and with this instant all of them are accounted for
 * @param rows those to be added: missed ones, and executions that make up for missed ones
 */
record Account(Instant until, List<Execution> rows) {

    private static final Logger log = LoggerFactory.getLogger(Account.class);

    /** The executions that are to be run now. */
    List<Execution> catchUps() {
        return rows.stream()
                .filter(row -> row.state() == ExecutionState.RUNNING)
                .toList();
    }

    /** Says what was missed. */
    void tell() {
        for (Execution row : rows) {
            if (row.state() == ExecutionState.MISSED) {
                log.warn(
                        "{} missed {} from {} to {}: {}",
                        row.task(),
                        row.count() == 1 ? "1 scheduled time" : row.count() + " scheduled times",
                        row.firstScheduledTime(),
                        row.scheduledTime(),
                        row.detail());
            } else {
                log.info("{} ({}) makes up for {}", row.task(), row.id(), row.scheduledTime());
            }
        }
    }
}
