package dev.scheduler.boot.autoconfigure;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Where locks and history get their connections.
 *
 * @param dataSource hands out connections of its own, whatever transaction the calling thread is in: otherwise what a task
 *     rolls back would take its lock and its history with it
 * @param isOurs whether no task gets connections from it
 */
record JdbcSource(DataSource dataSource, boolean isOurs) {

    /**
     * Connections to the application's database.
     *
     * @param connections how many the scheduler has for itself; 0 where it takes the application's
     */
    static JdbcSource of(DataSource given, int connections) {
        DataSource dataSource = given;
        while (dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
            dataSource = proxy.getTargetDataSource();
        }
        return connections == 0
                ? new JdbcSource(dataSource, false)
                : new JdbcSource(OwnPool.like(dataSource, connections), true);
    }

    /** Closes what is ours. */
    void close() throws Exception {
        if (isOurs && dataSource instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
