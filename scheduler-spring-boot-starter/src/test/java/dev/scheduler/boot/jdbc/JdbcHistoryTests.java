package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.history.HistoryStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

@ParameterizedClass
@EnumSource(Server.class)
class JdbcHistoryTests extends HistoryContract {

    private final Server server;

    private final Database database;
    private final Claims claims;
    private final JdbcHistory history;

    JdbcHistoryTests(Server server) {
        this.server = server;
        database = server.fresh();
        claims = new Claims(database);
        history = new JdbcHistory(database, claims, "node");
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Override
    HistoryStore history() {
        return history;
    }

    @Override
    void settle() {
        assertThat(history.flush(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void keepsErrorsWithNulsEmojiAndHalvesOfThem() {
        Execution plain = Executions.of("a", 1, ExecutionState.FAILED, null);
        String error = "nul \0, rocket 🚀, half \uD83D, ünï" + "🚀".repeat(3_000);
        history.ended(Executions.ended(plain, ExecutionState.FAILED, error, "out\0put 🚀"));
        settle();

        Execution read = history.executions("a").get(0);
        assertThat(read.error())
                .startsWith("nul ␀, rocket 🚀, half �, ünï🚀")
                .endsWith("🚀…")
                .hasSizeBetween(3_998, 4_000);
        assertThat(read.output()).isEqualTo("out␀put 🚀");
    }

    @Test
    void claimIsTheRowAndItsOutcomeReplacesIt() {
        Execution running = Executions.running("a", 1, "node");
        claims.claim(List.of(running));
        for (JdbcHistory anyNodes : List.of(history, otherNode())) {
            assertThat(anyNodes.executions("a")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
            assertThat(anyNodes.lasts("a").run()).extracting(Execution::id).isEqualTo(running.id());
        }

        Execution ended = Executions.ended(running, ExecutionState.SUCCEEDED, null, null);
        history.ended(ended);
        settle();

        assertThat(history.executions("a")).containsExactly(ended);
        assertThat(claims.isOpen(running.id())).isFalse();
    }

    @Test
    void whatLastsHasARowThatItsOutcomeReplaces() {
        Execution running = Executions.running("a", 1, "node");
        history.lasting(() -> List.of(running));
        history.lasting(() -> List.of(running));
        settle();
        assertThat(history.executions("a")).extracting(Execution::state).containsExactly(ExecutionState.RUNNING);
        assertThat(new NodeBeats(database).loseUnknown("node", claims, Executions.at(9)))
                .isZero();

        Execution ended = Executions.ended(running, ExecutionState.SUCCEEDED, null, null);
        history.ended(ended);
        settle();
        assertThat(history.executions("a")).containsExactly(ended);
        assertThat(claims.isOpen(running.id())).isFalse();
    }

    @Test
    void whatLastedOnANodeThatDiedIsLost() {
        Execution running = Executions.running("a", 1, "node");
        history.lasting(() -> List.of(running));
        settle();
        new NodeBeats(database).loseOrphans(Executions.at(9));

        assertThat(history.executions("a")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
    }

    @Test
    void whatEndsWhileItIsLookedAtIsKeptOnce() {
        Execution running = Executions.running("a", 1, "node");
        Execution ended = Executions.ended(running, ExecutionState.SUCCEEDED, null, null);
        Deque<List<Execution>> looks = new ArrayDeque<>(List.of(List.of(running), List.of()));
        history.ended(ended);
        history.lasting(looks::remove);
        settle();

        assertThat(history.executions("a")).containsExactly(ended);
        assertThat(claims.isOpen(running.id())).isFalse();
    }

    @Test
    void anEndIsKeptWhereItsRowCouldNotBeMade() {
        Execution running = Executions.running("a", 1, "node");
        claims.adopt(List.of(running));
        Execution ended = Executions.ended(running, ExecutionState.FAILED, "late", null);
        history.ended(ended);
        settle();

        assertThat(history.executions("a")).containsExactly(ended);
    }

    @Test
    void outcomeOfAnExecutionThatWasJudgedLostChangesNothing() {
        Execution running = Executions.running("a", 1, "node");
        claims.claim(List.of(running));
        new NodeBeats(database).loseOrphans(Executions.at(9));
        history.ended(Executions.ended(running, ExecutionState.SUCCEEDED, null, null));
        settle();

        assertThat(history.executions("a")).extracting(Execution::state).containsExactly(ExecutionState.LOST);
    }

    @Test
    void givenUpClaimSaysWhyWhetherItWasWonOrNot() {
        Execution won = Executions.running("won", 1, "node");
        Execution unsent = Executions.running("unsent", 1, "node");
        claims.claim(List.of(won));
        claims.abandon(List.of(won, unsent));
        for (Execution execution : List.of(won, unsent)) {
            history.ended(Executions.skipped(execution, Reason.NO_LOCK_STORE));
        }
        settle();

        for (String task : List.of("won", "unsent")) {
            assertThat(history.executions(task))
                    .extracting(Execution::state, Execution::reason)
                    .containsExactly(tuple(ExecutionState.SKIPPED, Reason.NO_LOCK_STORE));
        }
        assertThat(new Claims(database)
                        .claim(List.of(Executions.running("won", 1, "b"), Executions.running("unsent", 1, "b"))))
                .as("what nobody has may still be claimed")
                .hasSize(1);
    }

    @Test
    void outcomesThatTheDatabaseRefusesKeepNoOthersOut() {
        new JdbcTemplate(server.pool())
                .execute("ALTER TABLE " + database.tables().execution()
                        + " ADD CHECK (error IS NULL OR error <> 'bad')");
        Execution bad = Executions.running("bad", 1, "node");
        Execution good = Executions.running("good", 1, "node");
        claims.claim(List.of(bad, good));
        history.ended(Executions.ended(bad, ExecutionState.FAILED, "bad", null));
        history.ended(Executions.ended(good, ExecutionState.FAILED, "good", null));
        history.ended(Executions.ended(
                Executions.of("plain", 1, ExecutionState.FAILED, null), ExecutionState.FAILED, "bad", null));
        history.ended(Executions.of("plain", 2, ExecutionState.FAILED, null));
        settle();

        assertThat(history.executions("good")).extracting(Execution::error).containsExactly("good");
        assertThat(history.executions("bad"))
                .extracting(Execution::state, Execution::error)
                .containsExactly(tuple(ExecutionState.FAILED, null));
        assertThat(history.executions("plain")).hasSize(1);
    }

    @Test
    void rollbackOfATaskDoesNotRollBackItsHistory() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(server.pool()));
        transaction.executeWithoutResult(status -> {
            claims.claim(List.of(Executions.running("a", 1, "other")));
            new ExecutionTable(database).insert(List.of(Executions.of("b", 1, ExecutionState.FAILED, null)));
            status.setRollbackOnly();
        });

        assertThat(history.executions("a")).hasSize(1);
        assertThat(history.executions("b")).hasSize(1);
    }

    @Test
    void pooledConnectionGoesBackAsItCame() throws SQLException {
        TaskMark mark = TaskMark.first("a", "every minute", Executions.at(0));
        new TaskMarks(database).register(List.of(mark));
        new TaskMarks(database).settle(mark, Executions.at(9), List.of(Executions.missed("a", 5)));
        try (Connection connection = server.pool().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(history.executions("a")).hasSize(1);
    }

    @Test
    void findsTheLastSuccessBeyondTheRowsThatAreRead() {
        history.ended(Executions.of("a", 0, ExecutionState.SUCCEEDED, null));
        for (int second = 1; second <= ExecutionReader.MOST_ROWS; second++) {
            history.ended(Executions.of("a", second, ExecutionState.CANCELLED, null));
        }
        settle();

        assertThat(history.lasts("a").success()).extracting(Execution::id).isEqualTo("a0");
        assertThat(history.lasts("a").failure()).isNull();
    }

    @Test
    void mergesTheLastSkipWithItsEqualsAloneHoweverManyNodesSkipped() {
        List<Execution> newestFirst = List.of(
                Executions.of("a", 9, ExecutionState.SUCCEEDED, null),
                Executions.of("a", 8, ExecutionState.SKIPPED, Reason.CONDITION),
                Executions.of("a", 7, ExecutionState.SKIPPED, Reason.CONDITION),
                Executions.missed("a", 7),
                Executions.missed("a", 7),
                Executions.of("a", 6, ExecutionState.SKIPPED, Reason.CONDITION),
                Executions.of("a", 5, ExecutionState.SUCCEEDED, null),
                Executions.of("a", 4, ExecutionState.SKIPPED, Reason.CONDITION));
        newestFirst.forEach(history::ended);
        history.ended(Executions.of("b", 8, ExecutionState.SKIPPED, Reason.CONDITION));
        settle();

        assertThat(history.lasts("a").skip()).isEqualTo(history.executions("a").get(1));
        assertThat(history.lasts("b").skip()).extracting(Execution::count).isEqualTo(1L);
    }

    @Test
    void toldTwiceKeepsOne() {
        Execution execution = Executions.of("a", 1, ExecutionState.SUCCEEDED, null);
        history.ended(execution);
        history.ended(execution);
        settle();
        history.ended(execution);
        settle();

        assertThat(history.executions("a")).containsExactly(execution);
    }

    @Test
    void missingTableNamesTheScript() {
        JdbcHistory nowhere = new JdbcHistory(server.unprepared(), claims, "node");
        assertThatThrownBy(() -> nowhere.executions("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("dev/scheduler/boot/jdbc/schema-")
                .hasMessageContaining("initialize-schema");
        nowhere.close();
    }

    private JdbcHistory otherNode() {
        JdbcHistory other = new JdbcHistory(database, claims, "another");
        other.close();
        return other;
    }
}
