package dev.scheduler.boot.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Work that one node of the cluster does at a time, and only every so often: a lock that is held for the period, and never
 * given back. Not thread-safe.
 */
final class Turn {

    private final Database database;
    private final LockTable locks;
    private final String node;
    private final String name;
    private final LongSupplier nanoTime;
    private String owner = "";
    private long turns;
    private long since;

    Turn(Database database, String node, String name, LongSupplier nanoTime) {
        this.database = database;
        this.locks = new LockTable(database);
        this.node = node;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /** Whether it is this node's turn; if so, nobody else's for the period. */
    boolean take(Duration period) {
        since = nanoTime.getAsLong();
        owner = node + "/" + ++turns;
        return database.call(connection -> locks.take(connection, name, owner, period) == null);
    }

    /** Whether it still is this node's turn; if so, for as long again. */
    boolean keep(Duration period) {
        long now = nanoTime.getAsLong();
        if (now - since < period.toNanos() / 2) {
            return true;
        }
        since = now;
        return database.call(connection -> locks.keep(connection, name, owner, period));
    }
}
