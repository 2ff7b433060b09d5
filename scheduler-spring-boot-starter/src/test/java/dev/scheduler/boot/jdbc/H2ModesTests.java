package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class H2ModesTests {

    @ParameterizedTest
    @ValueSource(strings = {"REGULAR", "PostgreSQL", "MySQL", "MariaDB", "Oracle", "MSSQLServer"})
    void worksInEveryModeOfH2(String mode) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + mode + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
        Database h2 = Database.open(source, Tables.standard(), Duration.ofSeconds(5));
        SchemaScript.run(h2);
        Execution first = Executions.running("a", 1, "one");
        Execution second = Executions.running("a", 1, "two");

        assertThat(new Claims(h2).claim(List.of(first))).containsExactly(first.id());
        assertThat(new Claims(h2).claim(List.of(second))).isEmpty();
        assertThat(new ExecutionTable(h2).complete("one", List.of(first))).isEqualTo(1);
        assertThat(new ExecutionReader(h2).executions("a")).hasSize(1);
        new ExecutionTable(h2)
                .insert(List.of(
                        Executions.of("a", 2, ExecutionState.SKIPPED, Reason.PAUSED),
                        Executions.of("a", 3, ExecutionState.SKIPPED, Reason.PAUSED)));
        assertThat(new ExecutionReader(h2).lasts("a").skip())
                .extracting(Execution::count)
                .isEqualTo(2L);
        new ExecutionTable(h2).insert(List.of(Executions.of("b", 1, ExecutionState.CANCELLED, null)));
        assertThat(new Purge(h2, "one", 1, Duration.ofSeconds(1)).all(Executions.at(9), () -> true))
                .isEqualTo(3);
    }
}
