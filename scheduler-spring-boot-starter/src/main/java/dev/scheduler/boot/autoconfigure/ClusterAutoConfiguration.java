package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.ClusterClock;
import dev.scheduler.boot.cluster.ClusterNode;
import dev.scheduler.boot.cluster.ClusterSettings;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.SharedHistory;
import dev.scheduler.boot.properties.SchedulerClusterProperties;
import dev.scheduler.boot.properties.SchedulerJdbcProperties;
import dev.scheduler.execution.NodeId;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Makes the nodes that share a history in a database a cluster. */
@AutoConfiguration(
        after = JdbcStoreAutoConfiguration.class,
        before = {LockAutoConfiguration.class, SchedulerAutoConfiguration.class})
@ConditionalOnBean(value = ClusterStore.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties({SchedulerClusterProperties.class, SchedulerJdbcProperties.class})
public final class ClusterAutoConfiguration {

    @Bean
    ClusterNode schedulerClusterNode(
            NodeId node,
            ClusterStore store,
            @Qualifier("schedulerClock") InstantSource clock,
            SchedulerClusterProperties properties,
            SchedulerJdbcProperties jdbc) {
        Duration lease = CheckedProperties.read(properties, SchedulerClusterProperties::leaseOfNodes);
        Duration sweep = CheckedProperties.read(properties, SchedulerClusterProperties::timeBetweenSweeps);
        Duration timeout = CheckedProperties.read(jdbc, SchedulerJdbcProperties::statementTimeout);
        ClusterSettings settings = new ClusterSettings(lease, sweep, timeout);
        return new ClusterNode(node.value(), store, settings, clock, Threads.system());
    }

    @Bean(defaultCandidate = false)
    ClusterClock schedulerClusterClock(ClusterNode node) {
        return node.clock();
    }

    @Bean(destroyMethod = "")
    SharedHistory schedulerHistory(ClusterNode node) {
        return node.history();
    }

    @Bean
    @Lazy(false)
    HistoryCloser schedulerHistoryCloser(SharedHistory history) {
        return new HistoryCloser(history);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ClaimStore schedulerClaimStore(ClusterNode node) {
        return node.claims();
    }

    /** The engine keeps the database's time, and what people do holds for all nodes. */
    @Bean
    EngineCustomizer schedulerClusterOfEngine(ClusterNode node, ObjectProvider<JdbcTraits> database) {
        return builder -> {
            builder.clock(node.clock()).operations(node.operations());
            JdbcTraits traits = database.getIfAvailable();
            if (traits != null && traits.isEmbedded()) {
                builder.alone();
            }
        };
    }

    @Bean
    TaskCheck schedulerGraceCheck(SchedulerJdbcProperties jdbc) {
        return new GraceCheck(CheckedProperties.read(jdbc, SchedulerJdbcProperties::statementTimeout));
    }
}
