package dev.scheduler.boot.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No work of ours asks for a second connection while it has one. */
@ParameterizedClass
@EnumSource(Server.class)
class PoolOfOneTests {

    private static final Duration AGES = Duration.ofDays(100_000);

    private final HikariDataSource pool;
    private final Database database;
    private final JdbcTaskRows tasks;
    private final JdbcExecutionRows rows;

    PoolOfOneTests(Server server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.pool().getJdbcUrl());
        config.setUsername(server.pool().getUsername());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1_000);
        pool = new HikariDataSource(config);
        database = Database.open(pool, server.fresh().tables(), Duration.ofSeconds(20));
        tasks = new JdbcTaskRows(database);
        rows = new JdbcExecutionRows(database);
        tasks.register(List.of(TaskMark.first("a", "every second in UTC", "one", Executions.START)));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Execution claim(int second) {
        Execution running = Executions.running("a", second, "one");
        assertThat(rows.claim(List.of(new ClaimRequest(running, AGES, 1, false))))
                .containsValue(ClaimAnswer.WON);
        return running;
    }

    @Test
    void whatNodesOweEachOtherNeedsNoMore() {
        Execution first = claim(1);
        Execution second = claim(2);
        Execution third = claim(3);
        TaskMark mark = Objects.requireNonNull(tasks.all().get("a"));

        assertThat(new JdbcNodeRows(database).beat("one", Duration.ofHours(1))).isEqualTo(1);
        assertThat(rows.lose(List.of(first), "gone")).hasSize(1);
        assertThat(rows.giveBack("one", List.of(third), AGES)).hasSize(1);
        assertThat(rows.complete("one", List.of(Executions.ended(second, ExecutionState.FAILED, null, null))))
                .isEqualTo(1);
        assertThat(tasks.recorded(Executions.at(9), 1_000)).containsKey("a");
        assertThat(tasks.settle(mark, Executions.at(9), Duration.ZERO, List.of(Executions.missed("a", 3))))
                .isTrue();
        assertThat(new JdbcPurge(database, "one", 1, AGES).inTurn(Duration.ofHours(1)))
                .isEqualTo(1);
    }

    @Test
    void whatPeopleDoNeedsNoMore() {
        JdbcOperationRows operations = new JdbcOperationRows(database);
        Operation asked = new Operation(0, Operation.Kind.PAUSE, "a", null, "one", Instant.EPOCH, ByHand.UNKNOWN);

        operations.pause(new Pause("p", "a", Instant.EPOCH, null, null, ByHand.UNKNOWN), asked);
        assertThat(operations.resume("a", asked)).isNotNull();
        assertThat(operations.resume("a", asked)).isNull();
        assertThat(operations.number()).isEqualTo(2);
    }

    @Test
    void taskThatRollsBackTakesNothingOfOursWithIt() {
        JdbcTemplate user = new JdbcTemplate(pool);
        String table = database.tables().prefix() + "mine";
        user.execute("CREATE TABLE " + table + " (id INTEGER)");
        Execution running = claim(1);
        new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
            user.update("INSERT INTO " + table + " VALUES (1)");
            assertThatThrownBy(rows::running)
                    .as("asks for a connection of its own")
                    .isInstanceOf(StoreException.class);
            status.setRollbackOnly();
        });

        assertThat(rows.running()).containsExactly(running);
        assertThat(user.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class))
                .isZero();
    }
}
