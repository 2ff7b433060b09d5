package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.SchedulerDataSource;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.ExecutionReader;
import dev.scheduler.boot.jdbc.JdbcClaimLocks;
import dev.scheduler.boot.jdbc.JdbcExecutionRows;
import dev.scheduler.boot.jdbc.JdbcLockRows;
import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.boot.jdbc.JdbcNodeRows;
import dev.scheduler.boot.jdbc.JdbcOperationRows;
import dev.scheduler.boot.jdbc.JdbcPurge;
import dev.scheduler.boot.jdbc.JdbcTaskRows;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.boot.properties.SchedulerJdbcProperties;
import dev.scheduler.boot.properties.SchedulerProperties;
import dev.scheduler.execution.NodeId;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;

/**
 * Locks and history in the application's database, where it has one. All nodes that use the same database are a cluster.
 * Where the history is the application's own, its database holds locks alone.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        before = {LockAutoConfiguration.class, SchedulerAutoConfiguration.class})
@ConditionalOnClass({DataSource.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnBooleanProperty(name = "scheduler.jdbc.enabled", matchIfMissing = true)
@Conditional(OnSchedulerDataSource.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SchemaScriptHints.class)
@EnableConfigurationProperties({SchedulerProperties.class, SchedulerJdbcProperties.class})
public final class JdbcStoreAutoConfiguration {

    @Bean(destroyMethod = "close")
    JdbcSource schedulerJdbcSource(
            ObjectProvider<DataSource> everything,
            @SchedulerDataSource ObjectProvider<DataSource> ours,
            SchedulerJdbcProperties properties) {
        DataSource dataSource = ours.getIfAvailable(everything::getObject);
        return JdbcSource.of(dataSource, CheckedProperties.read(properties, SchedulerJdbcProperties::ownConnections));
    }

    @Bean
    Database schedulerDatabase(JdbcSource source, SchedulerJdbcProperties properties) {
        return CheckedProperties.<SchedulerJdbcProperties, Supplier<Database>>read(properties, (given, faults) -> {
                    Tables tables = given.tables(faults);
                    Duration timeout = given.statementTimeout(faults);
                    return () -> UsableDatabase.open(source, tables, timeout);
                })
                .get();
    }

    @Bean
    @Conditional(OnSchemaInitialization.class)
    JdbcSchemaInitializer schedulerSchemaInitializer(
            JdbcSource source, Database database, SchedulerJdbcProperties properties) {
        return new JdbcSchemaInitializer(source.dataSource(), database, properties);
    }

    @Bean
    @Lazy(false)
    @DependsOnDatabaseInitialization
    JdbcTableCheck schedulerTableCheck(Database database) {
        return new JdbcTableCheck(database);
    }

    @Bean
    JdbcTraits schedulerJdbcTraits(JdbcSource source, ObjectProvider<DataSourcePoolMetadataProvider> pools) {
        return JdbcTraits.of(source, pools.orderedStream().toList());
    }

    /** Not a candidate for injection by type: which locks the application itself uses is its own affair. */
    @Bean(name = LockAutoConfiguration.PROVIDER, defaultCandidate = false)
    @ConditionalOnMissingBean(LockProvider.class)
    LockProvider schedulerLockProvider(Database database, NodeId node) {
        return new JdbcLocks(database, node.value());
    }

    /** Where the locks are the application's own, it looks after them itself. */
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean(LockProvider.class)
    LockRows schedulerLockRows(Database database) {
        return new JdbcLockRows(database);
    }

    /** What the nodes share, where the application has no store of its own for the history. */
    @Bean
    @ConditionalOnMissingBean(value = HistoryStore.class, search = SearchStrategy.CURRENT)
    ClusterStore schedulerClusterStore(Database database, NodeId node, SchedulerProperties properties) {
        return new ClusterStore(
                new JdbcTaskRows(database),
                new JdbcExecutionRows(database),
                new ExecutionReader(database),
                new JdbcNodeRows(database),
                new JdbcOperationRows(database),
                new JdbcPurge(database, node.value(), properties.executionsKept(), properties.maxAgeOfExecutions()),
                new JdbcClaimLocks(database),
                database.outage());
    }

    static final class OnSchemaInitialization extends OnDatabaseInitializationCondition {

        OnSchemaInitialization() {
            super("Scheduler", "scheduler.jdbc.initialize-schema");
        }
    }
}
