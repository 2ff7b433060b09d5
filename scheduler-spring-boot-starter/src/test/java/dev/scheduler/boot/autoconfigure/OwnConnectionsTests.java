package dev.scheduler.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.boot.InvalidTasksException;
import java.sql.Connection;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class OwnConnectionsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JdbcStoreAutoConfiguration.class, LockAutoConfiguration.class, SchedulerAutoConfiguration.class))
            .withPropertyValues("scheduler.jdbc.connections=2");

    @Test
    void locksDoNotWaitForTheConnectionsOfTasks() {
        HikariDataSource pool = lone();
        runner.withBean("dataSource", DataSource.class, () -> pool).run(context -> {
            try (Connection held = pool.getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                LockProvider provider = context.getBean("schedulerLockProvider", LockProvider.class);
                assertThat(provider.lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                        .isPresent();
            }
        });
    }

    @Test
    void haveTheSettingsOfTheApplicationsPoolAndEndWithTheApplication() {
        HikariDataSource[] own = new HikariDataSource[1];
        runner.withBean("dataSource", DataSource.class, () -> lone()).run(context -> {
            own[0] = (HikariDataSource) context.getBean(JdbcSource.class).dataSource();
            assertThat(own[0].getMaximumPoolSize()).isEqualTo(2);
            assertThat(own[0].getConnectionTimeout()).isEqualTo(5_000);
            assertThat(own[0].isClosed()).isFalse();
            assertThat(context.getBean(JdbcTraits.class).isLone()).isFalse();
        });
        assertThat(own[0].isClosed()).isTrue();
    }

    @Test
    void areRefusedWhereThePoolIsAnotherOne() {
        runner.withBean("dataSource", DataSource.class, SimpleDriverDataSource::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidTasksException.class,
                                e -> assertThat(e.faults())
                                        .containsExactly(
                                                "scheduler.jdbc.connections = \"2\": expected a DataSource of HikariCP,"
                                                        + " whose settings these connections get; not "
                                                        + SimpleDriverDataSource.class.getName())));
    }

    private static HikariDataSource lone() {
        HikariDataSource pool = JdbcStoreAutoConfigurationTests.h2();
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(5_000);
        return pool;
    }
}
