package dev.scheduler.benchmarks.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** The body of every task: a row in a database of its own says that it started. Safe for use by any thread. */
final class Ledger {

    static final String TABLE = "CREATE UNLOGGED TABLE started ("
            + "task int NOT NULL, scheduled timestamptz NOT NULL, node int NOT NULL, at timestamptz NOT NULL)";

    private final HikariDataSource bodies;
    private final int node;
    private final long workMillis;

    Ledger(NodeSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.bodiesUrl());
        config.setUsername("postgres");
        config.setMaximumPoolSize(NodeSettings.THREADS);
        bodies = new HikariDataSource(config);
        node = settings.node();
        workMillis = settings.workMillis();
    }

    /** A task's body starts now. */
    void started(int task, Instant scheduled) {
        Instant now = Instant.now();
        try (Connection connection = bodies.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO started VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, task);
            insert.setObject(2, scheduled.atOffset(ZoneOffset.UTC));
            insert.setInt(3, node);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        work();
    }

    private void work() {
        try {
            Thread.sleep(workMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
