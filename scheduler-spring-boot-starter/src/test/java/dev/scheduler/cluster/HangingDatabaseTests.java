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
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcClaimStore;
import dev.scheduler.boot.jdbc.JdbcHistory;
import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.boot.jdbc.NodeBeats;
import dev.scheduler.boot.jdbc.SchemaScript;
import dev.scheduler.boot.jdbc.StoreException;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
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
    private final Claims claims;
    private final JdbcClaimStore store;
    private final JdbcHistory history;
    private final NodeBeats beats;
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
        claims = new Claims(database);
        store = new JdbcClaimStore(database, claims, "node");
        history = new JdbcHistory(database, claims, "node");
        beats = new NodeBeats(database);
        locks = new JdbcLocks(database, "node");
        LOG.setLevel(Level.INFO);
        told.start();
        LOG.addAppender(told);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(told);
        LOG.setLevel(null);
        history.close();
        line.close();
        pool.close();
    }

    /** Without an end to its patience it would wait for ever. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void holdsNoThreadUpAndIsToldOfOnce() {
        Request before = request("before");
        assertThat(ask(before)).isEqualTo(Outcome.WON);
        SimpleLock lock = locks.lock(
                        new LockConfiguration(Instant.now(), "overlap", Duration.ofHours(1), Duration.ZERO))
                .orElseThrow();
        line.swallow();
        Request during = request("during");
        history.ended(ended(before.execution()));
        for (int round = 0; round < 3; round++) {
            assertThat(ask(during)).isEqualTo(Outcome.UNREACHABLE);
            assertThatThrownBy(() -> beats.beat("node", TIMEOUT, TIME)).isInstanceOf(StoreException.class);
        }
        assertThatThrownBy(() -> lock.extend(Duration.ofHours(1), Duration.ZERO))
                .isInstanceOf(StoreException.class);

        line.pass();
        Await.until(() -> "no claim", Duration.ofSeconds(20), () -> ask(during) == Outcome.WON);
        assertThat(history.flush(Duration.ofSeconds(20))).isTrue();
        assertThat(history.executions("before")).extracting(Execution::state).containsExactly(ExecutionState.SUCCEEDED);
        assertThat(told.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    private Outcome ask(Request request) {
        return store.claim(List.of(request)).get(0).outcome();
    }

    private static Request request(String task) {
        return new Request(
                execution(task, ExecutionState.RUNNING), null, true, false, java.time.Duration.ofMinutes(1), 0);
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
