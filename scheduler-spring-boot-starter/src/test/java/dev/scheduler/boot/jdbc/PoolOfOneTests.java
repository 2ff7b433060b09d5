package dev.scheduler.boot.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.lock.Claim;
import dev.scheduler.lock.Claim.Outcome;
import dev.scheduler.lock.ClaimStore.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pool with a single connection: whoever asked for a second one on the same thread would not get it. */
@ParameterizedClass
@EnumSource(Server.class)
class PoolOfOneTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final HikariDataSource pool;
    private final Database database;
    private final Claims claims;
    private final JdbcClaimStore store;
    private final JdbcHistory history;

    PoolOfOneTests(Server server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.pool().getJdbcUrl());
        config.setUsername(server.pool().getUsername());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1_000);
        pool = new HikariDataSource(config);
        database = Database.open(pool, server.fresh().tables(), Duration.ofSeconds(20));
        claims = new Claims(database);
        store = new JdbcClaimStore(database, claims, "one");
        history = new JdbcHistory(database, claims, "one");
    }

    @AfterEach
    void close() {
        history.close();
        pool.close();
    }

    private static Request request(String task, int second) {
        return new Request(
                Executions.running(task, second, "one"), null, true, false, java.time.Duration.ofMinutes(1), 0);
    }

    @Test
    void claimsAndLocksNeedNoMore() {
        LockConfiguration wanted = new LockConfiguration(Instant.now(), "held", HOUR, Duration.ZERO);
        SimpleLock held = new JdbcLocks(database, "foreigner")
                .lock(wanted)
                .orElseThrow()
                .extend(HOUR, Duration.ZERO)
                .orElseThrow();

        assertThat(store.claim(List.of(request("new", 1), request("held", 1))))
                .extracting(Claim::outcome)
                .containsExactly(Outcome.WON, Outcome.REFUSED);
        held.unlock();
        assertThat(store.claim(List.of(request("held", 2))))
                .extracting(Claim::outcome)
                .containsExactly(Outcome.WON);
        assertThat(new JdbcLockRows(database).expire("held")).isTrue();
    }

    @Test
    void whatNodesOweEachOtherNeedsNoMore() {
        NodeBeats beats = new NodeBeats(database);
        TaskMarks marks = new TaskMarks(database);
        TaskMark mark = TaskMark.first("a", "every second", Executions.START);
        marks.register(List.of(mark));
        store.claim(List.of(request("a", 1)));

        assertThat(beats.beat("one", HOUR, Executions.START)).isFalse();
        assertThat(beats.loseUnknown("one", new Claims(database), Executions.at(9)))
                .isEqualTo(1);
        assertThat(marks.knownUntil(Executions.at(9))).containsKey("a");
        assertThat(marks.settle(mark, Executions.at(9), List.of(Executions.missed("a", 2))))
                .isTrue();
        assertThat(new Purge(database, "one", 1, HOUR).inTurn(Executions.at(9), HOUR))
                .isZero();
        assertThat(history.lasts("a").failure()).isNotNull();
    }

    @Test
    void taskThatRollsBackTakesNothingOfOursWithIt() {
        JdbcTemplate user = new JdbcTemplate(pool);
        String table = database.tables().prefix() + "mine";
        user.execute("CREATE TABLE " + table + " (id INTEGER)");
        Execution running = Executions.running("a", 1, "one");
        claims.claim(List.of(running));
        new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
            user.update("INSERT INTO " + table + " VALUES (1)");
            history.ended(Executions.ended(running, ExecutionState.FAILED, "rolled back", null));
            assertThatThrownBy(() -> history.executions("a"))
                    .as("asks for a connection of its own")
                    .isInstanceOf(StoreException.class);
            status.setRollbackOnly();
        });

        assertThat(history.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(history.executions("a")).extracting(Execution::error).containsExactly("rolled back");
        assertThat(user.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class))
                .isZero();
    }
}
