package dev.scheduler.boot.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

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

        assertThat(new JdbcTaskRows(database).all()).isEmpty();
        assertThat(Server.log()).doesNotContain("duplicate key");
    }

    @Test
    void holdsNoLockWhileItsAnswersAreOnTheirWay() {
        Database fresh = Server.POSTGRESQL.fresh();
        List<Integer> held = new ArrayList<>();
        JdbcTemplate observer = new JdbcTemplate(Server.POSTGRESQL.pool());
        DataSource watched = StatementWatch.of(
                Server.POSTGRESQL.pool(),
                () -> held.addAll(observer.queryForList(
                        "SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' OR relation = ?::regclass",
                        Integer.class,
                        fresh.tables().execution())));
        SchemaScript.run(Database.open(watched, fresh.tables(), Duration.ofSeconds(20)));

        assertThat(held).as("sessions with locks after a statement").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mysql", "mariadb"})
    void scriptsOnlyCreateWhatDoesNotExist(String platform) {
        assertThat(statements(platform, Tables.standard()))
                .hasSizeBetween(9, 10)
                .allMatch(statement -> statement.toUpperCase(Locale.ROOT).matches("(?s)CREATE \\w+ IF NOT EXISTS .*"));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void missingTablesAndColumnsAreNamed(Server server) {
        Database database = server.unprepared();
        Tables tables = database.tables();
        assertThat(TableCheck.missing(database)).hasSize(9).contains(tables.execution(), tables.shedLock());

        JdbcTemplate jdbc = new JdbcTemplate(server.pool());
        jdbc.execute(
                "CREATE TABLE " + tables.task() + " (name VARCHAR(55), schedule VARCHAR(1000), paused_at INTEGER)");
        SchemaScript.run(database);
        assertThat(TableCheck.missing(database)).isEmpty();
        assertThat(TableCheck.missingColumns(database))
                .containsExactly(
                        tables.task() + ".set_by",
                        tables.task() + ".since",
                        tables.task() + ".accounted_until",
                        tables.task() + ".purged_until",
                        tables.task() + ".revision");
        assertThatThrownBy(() -> new JdbcTaskRows(database).recorded(Executions.START, 1_000))
                .hasMessageContaining("of an older form")
                .hasMessageContaining("schema-");
        jdbc.execute("DROP TABLE " + tables.task());
        SchemaScript.run(database);
        assertThat(TableCheck.missingColumns(database)).isEmpty();
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
