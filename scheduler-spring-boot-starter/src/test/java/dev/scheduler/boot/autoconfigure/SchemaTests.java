package dev.scheduler.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.boot.InvalidTasksException;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.TableCheck;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class SchemaTests {

    private static final ClassPathResource SCRIPT =
            new ClassPathResource("dev/scheduler/boot/jdbc/schema-postgresql.sql");

    @Test
    void fiveNodesMayStartTogetherOnAnEmptyDatabase() throws Exception {
        String url = Postgres.emptyDatabase();
        Callable<Boolean> node = () -> {
            runner(url)
                    .withPropertyValues("scheduler.jdbc.initialize-schema=always")
                    .run(context -> assertThat(context).hasNotFailed());
            return true;
        };
        ExecutorService threads = Executors.newFixedThreadPool(5);
        for (Future<Boolean> started : threads.invokeAll(Collections.nCopies(5, node))) {
            assertThat(started.get()).isTrue();
        }
        threads.shutdown();
        assertThat(Postgres.logged()).doesNotContain("duplicate key").doesNotContain("already exists\"");
    }

    @Test
    void missingTablesFailTheStartAndSayWhatToDo() {
        runner(Postgres.emptyDatabase()).run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .isEqualTo("The database lacks tables of the scheduler: scheduler_execution, scheduler_task,"
                            + " scheduler_ended_schedule, scheduler_node, scheduler_pause, scheduler_override,"
                            + " scheduler_operation, scheduler_change, shedlock");
            assertThat(analysis.getAction())
                    .contains("dev/scheduler/boot/jdbc/schema-postgresql.sql")
                    .contains("scheduler.jdbc.initialize-schema=always")
                    .contains("scheduler.jdbc.enabled=false");
        });
    }

    @Test
    void aSingleMissingTableIsNamed() {
        String url = Postgres.emptyDatabase();
        try (HikariDataSource pool = Postgres.pool(url, 1)) {
            new ResourceDatabasePopulator(SCRIPT).execute(pool);
            new JdbcTemplate(pool).execute("DROP TABLE shedlock");
        }
        runner(url)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .isEqualTo("The database lacks a table of the scheduler: shedlock"));
    }

    @Test
    void tablesOfAnOlderFormAreNamedWithWhatTheyLack() {
        String url = Postgres.emptyDatabase();
        try (HikariDataSource pool = Postgres.pool(url, 1)) {
            new ResourceDatabasePopulator(SCRIPT).execute(pool);
            new JdbcTemplate(pool).execute("ALTER TABLE scheduler_task DROP COLUMN revision, DROP COLUMN since");
        }
        runner(url)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .isEqualTo("Tables of the scheduler are of an older form;"
                                + " they lack scheduler_task.since, scheduler_task.revision"));
    }

    @Test
    void anUnreachableDatabaseFailsTheStartInPlainWords() {
        runner("jdbc:postgresql://localhost:1/none")
                .withPropertyValues("spring.datasource.hikari.connection-timeout=250")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .startsWith("The database of the scheduler's history cannot be reached: "));
    }

    @Test
    void aDatabaseThatWeDoNotKnowFailsTheStartInPlainWords() {
        FailureAnalysis analysis =
                analysis(new UnusableDatabaseException("History cannot be kept in \"X\"", "Do.", null));
        assertThat(analysis.getDescription()).isEqualTo("History cannot be kept in \"X\"");
        assertThat(analysis.getAction()).isEqualTo("Do.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    void scriptsMayBeRunTwiceByPlainJdbc(String platform) {
        String url = platform.equals("h2") ? "jdbc:h2:mem:twice;DB_CLOSE_DELAY=-1;USER=sa" : Postgres.emptyDatabase();
        try (HikariDataSource pool = Postgres.pool(url, 1)) {
            ResourceDatabasePopulator script = new ResourceDatabasePopulator(
                    new ClassPathResource("dev/scheduler/boot/jdbc/schema-" + platform + ".sql"));
            script.execute(pool);
            script.execute(pool);
        }
        runner(url)
                .withPropertyValues("scheduler.jdbc.initialize-schema=never")
                .run(context -> assertThat(TableCheck.missingColumns(context.getBean(Database.class)))
                        .isEmpty());
    }

    @Test
    void waitsForWhateverElseCreatesTables() {
        runner(Postgres.emptyDatabase())
                .withUserConfiguration(Migrations.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void createsTablesBeforeBeansThatUseTheDatabase() {
        runner(Postgres.emptyDatabase())
                .withConfiguration(AutoConfigurations.of(JdbcTemplateAutoConfiguration.class))
                .withUserConfiguration(Reader.class)
                .withPropertyValues("scheduler.jdbc.initialize-schema=always")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesTablesAsItIsTold() {
        String url = Postgres.emptyDatabase();
        try (HikariDataSource pool = Postgres.pool(url, 1)) {
            new JdbcTemplate(pool).execute("CREATE SCHEMA jobs");
        }
        runner(url)
                .withPropertyValues(
                        "scheduler.jdbc.initialize-schema=always",
                        "scheduler.jdbc.table-prefix=jobs.our_",
                        "scheduler.jdbc.lock-table=jobs.locks")
                .run(context -> assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                .queryForList(
                                        "SELECT schemaname || '.' || tablename FROM pg_tables WHERE tablename ~ 'our_|lock'"
                                                + " AND schemaname NOT LIKE 'pg%' ORDER BY 1",
                                        String.class))
                        .containsExactly(
                                "jobs.locks",
                                "jobs.our_change",
                                "jobs.our_ended_schedule",
                                "jobs.our_execution",
                                "jobs.our_node",
                                "jobs.our_operation",
                                "jobs.our_override",
                                "jobs.our_pause",
                                "jobs.our_task"));
    }

    @Test
    void runsTheUsersOwnScript() {
        runner(Postgres.emptyDatabase())
                .withPropertyValues(
                        "scheduler.jdbc.initialize-schema=always",
                        "scheduler.jdbc.platform=none",
                        "scheduler.jdbc.schema=classpath:no-such-@@platform@@.sql")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("no-such-none.sql"));
    }

    @Test
    void refusesWhatItCannotUseBeforeItTouchesTheDatabase() {
        runner(Postgres.emptyDatabase())
                .withPropertyValues(
                        "scheduler.jdbc.table-prefix=x; DROP",
                        "scheduler.jdbc.lock-table=9",
                        "scheduler.jdbc.timeout=0.5 seconds")
                .run(
                        context -> assertThat(context.getStartupFailure())
                                .rootCause()
                                .isInstanceOfSatisfying(
                                        InvalidTasksException.class,
                                        e -> assertThat(e.faults())
                                                .containsExactly(
                                                        "scheduler.jdbc.table-prefix = \"x; DROP\": expected letters, digits and _, such as"
                                                                + " \"scheduler_\" or \"jobs.scheduler_\"",
                                                        "scheduler.jdbc.lock-table = \"9\": expected letters, digits and _, such as"
                                                                + " \"shedlock\" or \"jobs.shedlock\"",
                                                        "scheduler.jdbc.timeout = \"0.5 seconds\": expected 1 second or more")));
    }

    private static ApplicationContextRunner runner(String url) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcStoreAutoConfiguration.class,
                        LockAutoConfiguration.class,
                        SchedulerAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + url, "spring.datasource.hikari.maximum-pool-size=2");
    }

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        return requireNonNull(new UnusableDatabaseFailureAnalyzer().analyze(requireNonNull(failure)));
    }

    /** As Flyway and Liquibase do: a bean that creates tables. Made only if somebody waits for it. */
    @Configuration(proxyBeanMethods = false)
    static class Migrations {

        @Bean
        @Lazy
        DataSourceScriptDatabaseInitializer migrations(DataSource dataSource) {
            DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
            settings.setSchemaLocations(List.of(SCRIPT.getPath()));
            settings.setMode(DatabaseInitializationMode.ALWAYS);
            return new DataSourceScriptDatabaseInitializer(dataSource, settings);
        }
    }

    /** A bean of the application's that reads a table of ours as soon as it is made. */
    @Configuration(proxyBeanMethods = false)
    static class Reader {

        @Bean
        InitializingBean reader(JdbcTemplate database) {
            return () -> database.queryForList("SELECT * FROM scheduler_task");
        }

        @Bean
        String unused(Database database) {
            return "";
        }
    }
}
