package dev.scheduler.boot.cluster;

import dev.scheduler.lock.Outage;

/**
 * What the nodes of a cluster share.
 *
 * @param outage whether it answers, as far as is known
 */
public record ClusterStore(
        TaskRows tasks,
        ExecutionRows executions,
        HistoryRows history,
        NodeRows nodes,
        OperationRows operations,
        PurgeRows purge,
        ClaimLocks locks,
        Outage outage) {}
