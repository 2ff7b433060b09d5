package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import java.time.Instant;
import java.util.List;

/**
 * What became of a task's scheduled times that had no row.
 *
 * @param until up to and with this instant all of them are accounted for
 * @param rows those to be added: missed ones, and executions that make up for missed ones
 */
record Account(Instant until, List<Execution> rows) {

    /** The executions that are to be run now. */
    List<Execution> catchUps() {
        return rows.stream()
                .filter(row -> row.state() == ExecutionState.RUNNING)
                .toList();
    }

    /** What is missed for good. */
    List<Execution> missed() {
        return rows.stream().filter(row -> row.state() == ExecutionState.MISSED).toList();
    }
}
