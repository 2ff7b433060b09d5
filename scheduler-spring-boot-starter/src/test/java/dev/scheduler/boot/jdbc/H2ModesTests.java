package dev.scheduler.boot.jdbc;

import dev.scheduler.Execution;
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
    }
}
