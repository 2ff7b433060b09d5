package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.SharedHistory;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.LockHolder;
import dev.scheduler.Scheduler;
import dev.scheduler.TaskDefinition;
import dev.scheduler.TaskRefusedException;
import dev.scheduler.boot.SchedulerDataSource;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.execution.NodeId;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OverlapLocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcStoreAutoConfigurationTests {

    private final ApplicationContextRunner without = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JdbcStoreAutoConfiguration.class,
                    ClusterAutoConfiguration.class,
                    LockAutoConfiguration.class,
                    RedisLockAutoConfiguration.class,
                    SchedulerAutoConfiguration.class));

    private final ApplicationContextRunner runner = without.withBean("dataSource", DataSource.class, () -> h2());

    @Test
    void keepsLocksAndHistoryInTheDatabase() {
        runner.run(context -> {
            assertThat(context)
                    .hasSingleBean(SharedHistory.class)
                    .hasSingleBean(ClusterStore.class)
                    .hasSingleBean(OverlapLocks.class)
                    .hasSingleBean(ClaimStore.class);
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(SharedHistory.class);
            assertThat(context.getBean("schedulerLockProvider")).isInstanceOf(JdbcLocks.class);
            assertThat(context.getBean(ClusterStore.class).tasks().all()).isEmpty();
        });
    }

    @Test
    void makesLocksThatNameTheNode() {
        runner.run(context -> {
            LockProvider provider = context.getBean("schedulerLockProvider", LockProvider.class);
            assertThat(provider.lock(lock("billing"))).isPresent();
            assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                            .queryForObject("SELECT locked_by FROM shedlock WHERE name = 'billing'", String.class))
                    .startsWith(context.getBean(NodeId.class).value() + "/");
        });
    }

    @Test
    void showsAndOpensALockByHand() {
        runner.run(context -> {
            Scheduler scheduler = context.getBean(Scheduler.class);
            scheduler.register(TaskDefinition.of("billing", null, body -> {}));
            LockProvider provider = context.getBean("schedulerLockProvider", LockProvider.class);
            assertThat(scheduler.lockHolder("billing")).isNull();
            assertThat(provider.lock(lock("billing"))).isPresent();

            assertThat(scheduler.lockHolder("billing"))
                    .extracting(LockHolder::by)
                    .isEqualTo(context.getBean(NodeId.class).value() + "/1");
            assertThat(scheduler.unlock("billing")).isTrue();
            assertThat(scheduler.lockHolder("billing")).isNull();
            assertThat(scheduler.unlock("billing")).isFalse();
            assertThat(provider.lock(lock("billing"))).isPresent();
        });
    }

    @Test
    void leavesTheApplicationsOwnLocksToTheApplication() {
        runner.withBean(LockProvider.class, InMemoryLockProvider::new).run(context -> {
            Scheduler scheduler = context.getBean(Scheduler.class);
            scheduler.register(TaskDefinition.of("billing", null, body -> {}));

            assertThat(scheduler.lockHolder("billing")).isNull();
            assertThatThrownBy(() -> scheduler.unlock("billing"))
                    .isInstanceOf(TaskRefusedException.class)
                    .hasMessageContaining("not kept in a database");
        });
    }

    @Test
    void locksSurviveWhatATaskRollsBack() {
        HikariDataSource pool = h2();
        without.withBean("dataSource", DataSource.class, () -> new TransactionAwareDataSourceProxy(pool))
                .run(context -> {
                    LockProvider provider = context.getBean("schedulerLockProvider", LockProvider.class);
                    new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
                        assertThat(provider.lock(lock("billing"))).isPresent();
                        status.setRollbackOnly();
                    });
                    assertThat(provider.lock(lock("billing"))).isEmpty();
                });
    }

    @Test
    void staysInMemoryWhereThereIsNoDataSource() {
        without.run(context -> {
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(InMemoryHistory.class);
            assertThat(context)
                    .doesNotHaveBean(Database.class)
                    .doesNotHaveBean(LockProvider.class)
                    .doesNotHaveBean(OverlapLocks.class)
                    .doesNotHaveBean(ClaimStore.class);
        });
    }

    @Test
    void staysInMemoryWhereItIsSwitchedOff() {
        runner.withPropertyValues("scheduler.jdbc.enabled=false").run(context -> {
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(InMemoryHistory.class);
            assertThat(context).doesNotHaveBean(Database.class).doesNotHaveBean(LockProvider.class);
        });
    }

    @Test
    void staysInMemoryWithoutSpringJdbc() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.boot.jdbc"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(InMemoryHistory.class));
    }

    @Test
    void staysInMemoryWhereItIsNotSaidWhichDataSource() {
        runner.withBean("other", DataSource.class, () -> h2())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Database.class));
    }

    @Test
    void takesThePrimaryDataSource() {
        without.withUserConfiguration(TwoDataSources.class)
                .run(context -> assertThat(context.getBean(JdbcSource.class).dataSource())
                        .isSameAs(context.getBean("main")));
    }

    @Test
    void takesTheDataSourceThatIsMarked() {
        without.withUserConfiguration(TwoDataSources.class, Marked.class)
                .run(context -> assertThat(context.getBean(JdbcSource.class).dataSource())
                        .isSameAs(context.getBean("marked")));
        runner.withUserConfiguration(MarkedForNothingElse.class)
                .run(context -> assertThat(context.getBean(JdbcSource.class).dataSource())
                        .isSameAs(context.getBean("marked")));
        without.withUserConfiguration(MarkedForNothingElse.class)
                .run(context -> assertThat(context.getBean(JdbcSource.class).dataSource())
                        .isSameAs(context.getBean("marked")));
    }

    @Test
    void takesTheDataSourceThatIsMarkedInAParent() {
        new ApplicationContextRunner()
                .withUserConfiguration(MarkedForNothingElse.class)
                .run(parent -> without.withParent(parent)
                        .run(context -> assertThat(
                                        context.getBean(JdbcSource.class).dataSource())
                                .isSameAs(parent.getBean("marked"))));
    }

    @Test
    void makesNoFactoryOfTheApplicationsEarly() {
        EarlyFactory.MADE_WHILE_CONFIGURED.clear();
        without.withUserConfiguration(EarlyFactory.class).run(context -> {
            assertThat(context).hasNotFailed().hasBean("factory");
            assertThat(EarlyFactory.MADE_WHILE_CONFIGURED).containsExactly(false);
        });
    }

    @Test
    void usersLockProviderWinsWhateverItIs() {
        runner.withBean("mine", LockProvider.class, InMemoryLockProvider::new).run(context -> {
            assertThat(context).doesNotHaveBean("schedulerLockProvider").hasSingleBean(OverlapLocks.class);
            assertThat(context.getBean(LockSource.class).provider()).isSameAs(context.getBean("mine"));
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(SharedHistory.class);
        });
        without.withBean("mine", LockProvider.class, InMemoryLockProvider::new)
                .run(context ->
                        assertThat(context.getBean(LockSource.class).provider()).isSameAs(context.getBean("mine")));
    }

    @Test
    void usersHistoryLeavesTheDatabaseToTheLocks() {
        runner.withBean("mine", HistoryStore.class, () -> new InMemoryHistory(5))
                .run(context -> {
                    assertThat(context.getBean(HistoryStore.class)).isSameAs(context.getBean("mine"));
                    assertThat(context)
                            .doesNotHaveBean(ClusterStore.class)
                            .hasSingleBean(ClaimStore.class);
                    assertThat(context.getBean("schedulerLockProvider")).isInstanceOf(JdbcLocks.class);
                });
    }

    @Test
    void worksWithTheDataSourceThatSpringBootMakes() {
        without.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true")
                .run(context -> assertThat(context).hasSingleBean(SharedHistory.class));
    }

    @Test
    void givesTheTablesTheirPrefix() {
        runner.withPropertyValues("scheduler.jdbc.table-prefix=jobs_").run(context -> {
            JdbcTemplate database = new JdbcTemplate(context.getBean(DataSource.class));
            assertThat(database.queryForObject("SELECT count(*) FROM jobs_execution", Long.class))
                    .isZero();
            assertThat(database.queryForList(
                            "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'SCHEDULER%'",
                            String.class))
                    .isEmpty();
        });
    }

    static HikariDataSource h2() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        return pool;
    }

    static LockConfiguration lock(String name) {
        return new LockConfiguration(Instant.now(), name, Duration.ofMinutes(1), Duration.ZERO);
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {

        @Bean
        @Primary
        DataSource main() {
            return h2();
        }

        @Bean
        DataSource other() {
            return h2();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Marked {

        @Bean
        @SchedulerDataSource
        DataSource marked() {
            return h2();
        }
    }

    /** A factory that tells what it makes only once it is made itself. */
    @Configuration(proxyBeanMethods = false)
    static class EarlyFactory {

        static final List<Boolean> MADE_WHILE_CONFIGURED = new ArrayList<>();

        @Bean
        static FactoryBean<?> factory(ConfigurableListableBeanFactory beans) {
            MADE_WHILE_CONFIGURED.add(!beans.isConfigurationFrozen());
            return new FactoryBean<Object>() {
                @Override
                public Object getObject() {
                    return "made";
                }

                @Override
                public Class<?> getObjectType() {
                    return String.class;
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedForNothingElse {

        @Bean(defaultCandidate = false)
        @SchedulerDataSource
        DataSource marked() {
            return h2();
        }
    }
}
