package dev.scheduler.boot.jdbc;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Opens databases whose clocks are not what they say. */
public final class SteppedDatabase {

    private SteppedDatabase() {}

    /**
     * Opens a database.
     *
     * @param ahead by how much its clock is ahead, asked with each statement
     */
    public static Database open(DataSource dataSource, Tables tables, Duration timeout, Supplier<Duration> ahead) {
        return open(dataSource, tables, timeout, Threads.system(), ahead);
    }

    /** The same by other threads. */
    public static Database open(
            DataSource dataSource, Tables tables, Duration timeout, Threads threads, Supplier<Duration> ahead) {
        return Database.open(dataSource, tables, timeout, threads, ahead);
    }
}
