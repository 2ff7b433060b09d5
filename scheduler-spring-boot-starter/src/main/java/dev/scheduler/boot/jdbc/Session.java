package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A connection for a moment, which goes back to its pool as it came. A database that says nothing at all breaks it after a
 * while, since a statement's own limit is the database's affair.
 */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommit;
    private final int networkTimeout;

    private Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.networkTimeout = connection.getNetworkTimeout();
    }

    /** @param silence how long the database may say nothing */
    static Session open(DataSource dataSource, boolean autoCommit, Duration silence) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            Session session = new Session(connection);
            session.set(Math.toIntExact(silence.toMillis()), autoCommit);
            return session;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    private void set(int timeout, boolean commits) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, timeout);
        if (connection.getAutoCommit() != commits) {
            connection.setAutoCommit(commits);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        } finally {
            connection.close();
        }
    }
}
