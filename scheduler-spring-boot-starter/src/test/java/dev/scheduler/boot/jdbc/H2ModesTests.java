package dev.scheduler.boot.jdbc;

import dev.scheduler.ByHand;
import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Pause;
import dev.scheduler.Reason;
import dev.scheduler.boot.cluster.ClaimAnswer;
import dev.scheduler.boot.cluster.ClaimRequest;
import dev.scheduler.boot.cluster.Operation;
import dev.scheduler.boot.cluster.ScheduleOverride;
import dev.scheduler.boot.cluster.TaskMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class H2ModesTests {

    private static final Duration AGES = Duration.ofDays(100_000);

    private static Database h2(String mode) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + mode + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
        Database h2 = Database.open(source, new Tables("t_"), Duration.ofSeconds(5));
        SchemaScript.run(h2);
        assertThat(TableCheck.missingColumns(h2)).isEmpty();
        return h2;
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGULAR", "PostgreSQL", "MySQL", "MariaDB", "Oracle", "MSSQLServer"})
    void worksInEveryModeOfH2(String mode) {
        Database h2 = h2(mode);
        JdbcTaskRows tasks = new JdbcTaskRows(h2);
        tasks.register(List.of(TaskMark.first("a", "every second in UTC", "", Executions.START)));
        TaskMark mark = Objects.requireNonNull(tasks.all().get("a"));
        assertThat(mark.setBy()).isEmpty();

        executions(h2, tasks, mark);
        people(h2, tasks);
        new JdbcPurge(h2, "one", 1, Duration.ofDays(1)).all(() -> true);
        assertThat(new ExecutionReader(h2).newest("a", 10)).hasSize(1);
    }

    private static void executions(Database h2, JdbcTaskRows tasks, TaskMark mark) {
        JdbcExecutionRows rows = new JdbcExecutionRows(h2);
        Execution first = Executions.running("a", 1, "one");
        Execution second = Executions.running("a", 1, "two");
        assertThat(rows.claim(List.of(new ClaimRequest(first, AGES, 1, false)))).containsValue(ClaimAnswer.WON);
        assertThat(rows.claim(List.of(new ClaimRequest(second, AGES, 1, false))))
                .containsValue(ClaimAnswer.TAKEN);
        assertThat(rows.running()).containsExactly(first);
        assertThat(rows.complete("one", List.of(Executions.ended(first, ExecutionState.FAILED, "why", null))))
                .isEqualTo(1);
        rows.insert(List.of(Executions.of("a", 2, ExecutionState.SKIPPED, Reason.PAUSED)));
        assertThat(rows.giveBack("one", List.of(first), AGES)).isEmpty();
        assertThat(rows.lose(List.of(first), "gone")).isEmpty();
        assertThat(tasks.recorded(Executions.at(9), 1_000).get("a")).hasSize(2);
        assertThat(tasks.settle(
                        mark, Executions.at(9), Duration.ZERO, List.of(missed(3, 5), Executions.missed("a", 6))))
                .isTrue();
        assertThat(new ExecutionReader(h2).lasts(List.of("a"))).containsOnlyKeys("a");
        assertThat(tasks.undecided()).isEmpty();
    }

    private static Execution missed(int first, int last) {
        return Executions.missed("a", last).mergedWith(Executions.missed("a", first));
    }

    private static void people(Database h2, JdbcTaskRows tasks) {
        JdbcOperationRows operations = new JdbcOperationRows(h2);
        Operation asked = new Operation(0, Operation.Kind.PAUSE, "a", null, "one", Instant.EPOCH, ByHand.UNKNOWN);
        operations.pause(new Pause("p", "a", Instant.EPOCH, null, null, ByHand.UNKNOWN), asked);
        assertThat(operations.resume("a", asked)).isNotNull();
        new JdbcPurge(h2, "one", 1, Duration.ofDays(1)).inTurn(Duration.ofMinutes(1));
        operations.override(
                new ScheduleOverride("a", "every minute in UTC", null, Instant.EPOCH, ByHand.UNKNOWN), "", asked);
        assertThat(operations.reset("a", TaskMark.NO_SCHEDULE, "", asked)).isNotNull();
        assertThat(operations.after(0)).hasSize(4);
        assertThat(tasks.ended()).isNotEmpty();
    }
}
