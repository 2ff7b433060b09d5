package dev.scheduler.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcExecutionRows;
import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.boot.jdbc.JdbcNodeRows;
import dev.scheduler.boot.jdbc.SchemaScript;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.lock.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database that takes everything and says nothing. */
class HangingDatabaseTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Outage.class);

    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Proxy line = new Proxy(Postgres.port());
    private final HikariDataSource pool;
    private final JdbcExecutionRows rows;
    private final JdbcNodeRows nodes;
    private final JdbcLocks locks;

    HangingDatabaseTests() {
        Postgres.create("hanging");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Postgres.url(line.port(), "hanging"));
        config.setUsername("postgres");
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(500);
        pool = new HikariDataSource(config);
        Database database = Database.open(pool, Tables.standard(), TIMEOUT);
        SchemaScript.run(database);
        rows = new JdbcExecutionRows(database);
        nodes = new JdbcNodeRows(database);
        locks = new JdbcLocks(database, "node");
        LOG.setLevel(Level.INFO);
        told.start();
        LOG.addAppender(told);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(told);
        LOG.setLevel(null);
        line.close();
        pool.close();
    }

    /** Without an end to its patience it would wait for ever. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void holdsNoThreadUpAndIsToldOfOnce() {
        Execution before = execution("before", ExecutionState.RUNNING);
        rows.insert(List.of(before));
        SimpleLock lock = locks.lock(
                        new LockConfiguration(Instant.now(), "overlap", Duration.ofHours(1), Duration.ZERO))
                .orElseThrow();
        line.swallow();
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> rows.complete("node", List.of(ended(before))))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> nodes.beat("node", TIMEOUT)).isInstanceOf(StoreException.class);
        }
        assertThatThrownBy(() -> lock.extend(Duration.ofHours(1), Duration.ZERO))
                .isInstanceOf(StoreException.class);

        line.pass();
        Await.until(() -> "no answer", Duration.ofSeconds(20), this::answers);
        assertThat(rows.complete("node", List.of(ended(before)))).isEqualTo(1);
        assertThat(rows.running(List.of(before))).isEmpty();
        assertThat(told.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    private boolean answers() {
        try {
            return nodes.beat("node", TIMEOUT) > 0;
        } catch (StoreException away) {
            return false;
        }
    }

    private static Execution ended(Execution execution) {
        return execution(execution.task(), ExecutionState.SUCCEEDED);
    }

    private static Execution execution(String task, ExecutionState state) {
        Instant end = state.isFinal() ? TIME : null;
        return new Execution(
                task, task, TIME, TIME, 1, Trigger.SCHEDULE, 1, "node", state, null, null, TIME, end, null, null);
    }
}
