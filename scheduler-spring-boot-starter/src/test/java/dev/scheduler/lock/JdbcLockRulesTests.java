package dev.scheduler.lock;

import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcLockRows;
import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.boot.jdbc.Tables;
import java.time.Duration;
import java.util.Objects;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rules of locks in a database, by the database's time, in the table that ShedLock's documentation shows. */
abstract class JdbcLockRulesTests extends LockRulesTests {

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS shedlock (
                name VARCHAR(64) NOT NULL PRIMARY KEY,
                lock_until INSTANT NOT NULL,
                locked_at INSTANT NOT NULL,
                locked_by VARCHAR(255) NOT NULL)
            """;

    /** The database under test, with the table. */
    abstract JdbcTemplate database();

    /** @param timestamp the type of the column that ShedLock's documentation names for this database */
    static JdbcTemplate connect(String url, String user, String timestamp) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMaximumPoolSize(10);
        JdbcTemplate database = new JdbcTemplate(pool);
        database.execute(TABLE.replace("INSTANT", timestamp));
        return database;
    }

    static void disconnect(JdbcTemplate database) {
        if (database.getDataSource() instanceof HikariDataSource pool) {
            pool.close();
        }
    }

    /** Ours, but for the plain user of ShedLock. */
    @Override
    LockProvider provider(String owner) {
        return owner.equals("plain") ? plain() : new JdbcLocks(ours(), owner);
    }

    private LockProvider plain() {
        return new JdbcTemplateLockProvider(Configuration.builder()
                .withJdbcTemplate(database())
                .usingDbTime()
                .withLockedByValue("plain")
                .build());
    }

    @Override
    LockRows rows(String node) {
        return new JdbcLockRows(ours());
    }

    Database ours() {
        return Database.open(
                Objects.requireNonNull(database().getDataSource()), Tables.standard(), Duration.ofSeconds(5));
    }

    @Override
    void delete(String lock) {
        database().update("DELETE FROM shedlock WHERE name = ?", lock);
    }
}
