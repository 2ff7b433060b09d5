package dev.scheduler.lock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

/** Locks in H2. */
class H2LockTests extends JdbcLockRulesTests {

    private static JdbcTemplate database;

    @BeforeAll
    static void start() {
        database = connect("jdbc:h2:mem:locks;DB_CLOSE_DELAY=-1", "sa", "TIMESTAMP");
    }

    @AfterAll
    static void stop() {
        disconnect(database);
    }

    @Override
    JdbcTemplate database() {
        return database;
    }
}
