package dev.scheduler.boot.jdbc;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaScriptTests {

    @ParameterizedTest
    @EnumSource(Server.class)
    void fiveNodesMayCreateTheTablesTogetherAndAgain(Server server) throws InterruptedException, ExecutionException {
        Database database = server.unprepared();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        List<Callable<Boolean>> nodes = Collections.nCopies(5, () -> {
            SchemaScript.run(database);
            return true;
        });
        for (Future<Boolean> node : threads.invokeAll(nodes)) {
            assertThat(node.get()).isTrue();
        }
        threads.shutdown();

        assertThat(new TaskMarks(database).all()).isEmpty();
        assertThat(Server.log()).doesNotContain("duplicate key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mysql", "mariadb"})
    void scriptsOnlyCreateWhatDoesNotExist(String platform) {
        assertThat(statements(platform, Tables.standard()))
                .hasSizeBetween(4, 5)
                .allMatch(statement -> statement.toUpperCase(Locale.ROOT).matches("(?s)CREATE \\w+ IF NOT EXISTS .*"));
    }

    @Test
    void mySqlAndMariaDbHaveTheSameTables() {
        assertThat(statements("mariadb", Tables.standard())).isEqualTo(statements("mysql", Tables.standard()));
    }

    @Test
    void prefixMayNameASchemaButNothingElse() {
        assertThat(statements("h2", new Tables("jobs.x_")))
                .first()
                .asString()
                .startsWith("CREATE TABLE IF NOT EXISTS jobs.x_execution");
        assertThat(statements("postgresql", new Tables("jobs.x_", "jobs.locks")))
                .anyMatch(
                        statement -> statement.startsWith("CREATE INDEX IF NOT EXISTS running_x_execution ON jobs.x_e"))
                .anyMatch(statement -> statement.startsWith("CREATE TABLE IF NOT EXISTS jobs.locks"));
        assertThatThrownBy(() -> new Tables("x; DROP TABLE y")).hasMessageContaining("expected letters, digits and _");
    }

    @Test
    void unknownDatabaseIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> Dialect.of("Oracle")).hasMessageContaining("\"Oracle\", only in PostgreSQL, MySQL");
    }

    private static List<String> statements(String platform, Tables tables) {
        return SchemaScript.statements(SchemaScript.read(SchemaScript.location(platform)), tables);
    }
}
