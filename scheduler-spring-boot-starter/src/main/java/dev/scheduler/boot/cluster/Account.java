package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.time.Instant;
import java.util.List;

/**
 * What became of a task's scheduled times that had no record.
 *
 * @param until up to and with this instant all of them are accounted for
 * @param rows the records to be added, and the executions that make up for missed ones
 */
record Account(Instant until, List<Execution> rows) {

    /** The executions that are to be run now. */
    List<Execution> catchUps() {
        return rows.stream()
                .filter(row -> row.state() == ExecutionState.RUNNING)
                .toList();
    }

    /** What did not become a run, for good. */
    List<Execution> records() {
        return rows.stream()
                .filter(row -> row.state() != ExecutionState.RUNNING)
                .toList();
    }
}
