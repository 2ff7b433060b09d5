package dev.scheduler.boot.cluster;

import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A store under test, empty.
 *
 * @param purges makes what purges it
 * @param step moves its clock on, or back where that is negative
 */
public record StoreUnderTest(
        TaskRows tasks,
        ExecutionRows executions,
        HistoryRows history,
        NodeRows nodes,
        OperationRows operations,
        LockRows locks,
        ClaimLocks claimLocks,
        Purges purges,
        Consumer<Duration> step) {

    /** Makes what purges a store. */
    @FunctionalInterface
    public interface Purges {

        /**
         * For one node.
         *
         * @param runs the most to keep of a task
         * @param age how long to keep anything
         */
        PurgeRows of(String node, int runs, Duration age);
    }
}
