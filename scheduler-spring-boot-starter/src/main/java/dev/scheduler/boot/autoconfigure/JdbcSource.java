package dev.scheduler.boot.autoconfigure;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Where locks and history get their connections.
 *
 * @param dataSource hands out connections of its own, whatever transaction the calling thread is in: otherwise what a task
 *     rolls back would take its lock and its history with it
 */
record JdbcSource(DataSource dataSource) {

    static JdbcSource of(DataSource given) {
        DataSource dataSource = given;
        while (dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
            dataSource = proxy.getTargetDataSource();
        }
        return new JdbcSource(dataSource);
    }
}
