package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Scheduler;
import dev.scheduler.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A task in a transaction, with the only connection that there is. */
class TransactionalTaskTests {

    @Test
    void whatATaskRollsBackTakesNeitherLockNorHistoryWithIt() {
        try (ConfigurableApplicationContext context = start()) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(executions(context))
                            .filteredOn(execution -> execution.state() == ExecutionState.FAILED)
                            .hasSizeGreaterThan(1));

            JdbcTemplate database = context.getBean(JdbcTemplate.class);
            assertThat(database.queryForObject("SELECT count(*) FROM sale", Long.class))
                    .isZero();
            List<Map<String, Object>> locks =
                    database.queryForList("SELECT locked_by FROM shedlock WHERE name = 'sell'");
            assertThat(locks).hasSize(1);
        }
    }

    private static List<Execution> executions(ConfigurableApplicationContext context) {
        return context.getBean(Scheduler.class).executions("sell");
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + Postgres.emptyDatabase(),
                        "--spring.datasource.hikari.maximum-pool-size=1",
                        "--scheduler.jdbc.initialize-schema=always");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcStoreAutoConfiguration.class,
        ClusterAutoConfiguration.class,
        LockAutoConfiguration.class,
        SchedulerAutoConfiguration.class,
        ClusterWorkAutoConfiguration.class
    })
    @Import(Sales.class)
    static class Application {}

    @Component
    static class Sales {

        private final JdbcTemplate database;

        Sales(JdbcTemplate database) {
            this.database = database;
            database.execute("CREATE TABLE sale (id INTEGER)");
        }

        @Task(name = "sell", every = "second", onOneServer = true, withoutOverlapping = true)
        @Transactional
        public void sell() {
            database.update("INSERT INTO sale VALUES (1)");
            throw new IllegalStateException("rolled back on purpose");
        }
    }
}
