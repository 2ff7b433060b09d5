package dev.scheduler.boot.cluster.sim;

import dev.scheduler.boot.cluster.ClaimLocks;
import dev.scheduler.boot.cluster.ExecutionRows;
import dev.scheduler.boot.cluster.HistoryRows;
import dev.scheduler.boot.cluster.NodeRows;
import dev.scheduler.boot.cluster.OperationRows;
import dev.scheduler.boot.cluster.PurgeRows;
import dev.scheduler.boot.cluster.TaskRows;
import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The shared database, in memory: every call is one transaction and happens at once, by a clock of its own. Safe for use by
 * any thread.
 */
public final class MemoryStore {

    private final MemoryTables tables;
    private final MemoryLocks locks;
    private final MemoryTasks tasks;

    /** A store with nothing in it, which tells nobody of what changes. */
    public MemoryStore(InstantSource clock) {
        this(clock, Journal.NONE);
    }

    MemoryStore(InstantSource clock, Journal journal) {
        this.tables = new MemoryTables(clock, journal);
        this.locks = new MemoryLocks(tables);
        this.tasks = new MemoryTasks(tables);
    }

    MemoryTables tables() {
        return tables;
    }

    public TaskRows tasks() {
        return tasks;
    }

    public ExecutionRows executions() {
        return new MemoryExecutions(tables);
    }

    public HistoryRows history() {
        return new MemoryHistory(tables);
    }

    public NodeRows nodes() {
        return new MemoryNodes(tables);
    }

    public OperationRows operations() {
        return new MemoryOperations(tables, tasks);
    }

    /**
     * @param count the most runs to keep of a task
     * @param age how long to keep them
     */
    public PurgeRows purge(int count, Duration age) {
        return new MemoryPurge(tables, count, age);
    }

    public ClaimLocks claimLocks() {
        return locks;
    }

    public LockRows locks() {
        return locks;
    }
}
