package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is peculiar to rows in a database. */
@ParameterizedClass
@EnumSource(Server.class)
class JdbcRowsTests {

    private static final Duration AGES = Duration.ofDays(100_000);

    private final Server server;
    private final Database database;
    private final JdbcTaskRows tasks;
    private final JdbcExecutionRows rows;
    private final ExecutionReader reader;

    JdbcRowsTests(Server server) {
        this.server = server;
        database = server.fresh();
        tasks = new JdbcTaskRows(database);
        rows = new JdbcExecutionRows(database);
        reader = new ExecutionReader(database);
        tasks.register(List.of(TaskMark.first("a", "every second in UTC", "one", Executions.START)));
    }

    private static ClaimRequest request(Execution execution) {
        return new ClaimRequest(execution, AGES, 1, false);
    }

    private Execution ended(String task, int second, ExecutionState state) {
        Execution ended = Executions.of(task, second, state, null);
        rows.insert(List.of(ended));
        return ended;
    }

    @Test
    void keepsErrorsWithNulsEmojiAndHalvesOfThem() {
        Execution plain = Executions.of("a", 1, ExecutionState.FAILED, null);
        String error = "nul \0, rocket 🚀, half \uD83D, ünï" + "🚀".repeat(3_000);
        rows.insert(List.of(Executions.ended(plain, ExecutionState.FAILED, error, "out\0put 🚀")));

        Execution read = reader.newest("a", 1).get(0);
        assertThat(read.error())
                .startsWith("nul ␀, rocket 🚀, half �, ünï🚀")
                .endsWith("🚀…")
                .hasSizeBetween(3_998, 4_000);
        assertThat(read.output()).isEqualTo("out␀put 🚀");
    }

    @Test
    void valuesThatTheDatabaseRefusesAreToldFromAnOutage() {
        new JdbcTemplate(server.pool())
                .execute("ALTER TABLE " + database.tables().execution()
                        + " ADD CHECK (error IS NULL OR error <> 'bad')");
        Execution bad = Executions.ended(
                Executions.of("a", 1, ExecutionState.FAILED, null), ExecutionState.FAILED, "bad", null);

        assertThatThrownBy(() -> rows.insert(List.of(bad)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isOfValues()).isTrue());
        assertThat(database.outage().isOn()).isFalse();
    }

    @Test
    void rollbackOfATaskDoesNotRollBackWhatIsOurs() {
        Execution claimed = Executions.running("a", 1, "other");
        new TransactionTemplate(new DataSourceTransactionManager(server.pool())).executeWithoutResult(status -> {
            rows.claim(List.of(request(claimed)));
            ended("b", 1, ExecutionState.FAILED);
            status.setRollbackOnly();
        });

        assertThat(reader.newest("a", 10)).containsExactly(claimed);
        assertThat(reader.newest("b", 10)).hasSize(1);
    }

    @Test
    void pooledConnectionGoesBackAsItCame() throws SQLException {
        TaskMark mark = Objects.requireNonNull(tasks.all().get("a"));
        assertThat(tasks.settle(mark, Executions.at(9), Duration.ZERO, List.of(Executions.missed("a", 5))))
                .isTrue();
        try (Connection connection = server.pool().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(reader.newest("a", 10)).hasSize(1);
    }

    @Test
    void claimWaitsForAnotherOneNoLongerThanItsTimeout() throws SQLException {
        Database impatient = Database.open(server.pool(), database.tables(), Duration.ofSeconds(1));
        JdbcExecutionRows claims = new JdbcExecutionRows(impatient);
        Execution mine = Executions.running("a", 1, "one");
        try (Connection blocker = server.pool().getConnection()) {
            blocker.setAutoCommit(false);
            new ExecutionTable(database).record(blocker, List.of(Executions.running("a", 1, "two")));
            long start = System.nanoTime();
            assertThatThrownBy(() -> claims.claim(List.of(request(mine)))).isInstanceOf(StoreException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            if (server == Server.POSTGRESQL) {
                assertThat(Server.log()).contains("due to lock timeout");
            }
            blocker.rollback();
            blocker.setAutoCommit(true);
        }

        assertThat(claims.claim(List.of(request(mine)))).containsEntry(mine.id(), ClaimAnswer.WON);
    }

    @Test
    void claimsLeaveNoErrorsInTheServersLog() throws InterruptedException {
        List<Thread> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            String name = "node-" + node;
            nodes.add(new Thread(() -> {
                for (int second = 1; second <= 40; second++) {
                    rows.claim(List.of(request(Executions.running("a", second, name))));
                }
            }));
        }
        nodes.forEach(Thread::start);
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(rows.running()).hasSize(40);
        assertThat(Server.log()).doesNotContain("duplicate key").doesNotContain("deadlock");
    }

    @Test
    void missingTableNamesTheScript() {
        ExecutionReader nowhere = new ExecutionReader(server.unprepared());
        assertThatThrownBy(() -> nowhere.newest("a", 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("dev/scheduler/boot/jdbc/schema-")
                .hasMessageContaining("initialize-schema");
    }
}
