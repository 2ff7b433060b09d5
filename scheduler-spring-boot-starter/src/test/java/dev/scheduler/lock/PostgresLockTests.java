package dev.scheduler.lock;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

/** Locks in PostgreSQL. */
class PostgresLockTests extends JdbcLockRulesTests {

    private static EmbeddedPostgres server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        database = connect(server.getJdbcUrl("postgres", "postgres"), "postgres", "TIMESTAMP");
    }

    @AfterAll
    static void stop() throws IOException {
        disconnect(database);
        server.close();
    }

    @Override
    JdbcTemplate database() {
        return database;
    }
}
