package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.ClusterClock;
import dev.scheduler.boot.cluster.LivingClaims;
import dev.scheduler.boot.cluster.NodeHeartbeat;
import dev.scheduler.boot.cluster.SharedPauses;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcClaimStore;
import dev.scheduler.boot.jdbc.NodeBeats;
import dev.scheduler.boot.jdbc.TaskMarks;
import dev.scheduler.boot.properties.SchedulerClusterProperties;
import dev.scheduler.execution.NodeId;
import dev.scheduler.lock.ClaimStore;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the nodes that share a history in a database a cluster. */
@AutoConfiguration(
        after = JdbcStoreAutoConfiguration.class,
        before = {LockAutoConfiguration.class, SchedulerAutoConfiguration.class})
@ConditionalOnBean(value = Claims.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(SchedulerClusterProperties.class)
public final class ClusterAutoConfiguration {

    @Bean(defaultCandidate = false)
    ClusterClock schedulerClusterClock(@Qualifier("schedulerClock") InstantSource clock) {
        return new ClusterClock(clock);
    }

    @Bean
    NodeHeartbeat schedulerHeartbeat(
            NodeId node,
            NodeBeats beats,
            Claims claims,
            @Qualifier("schedulerClusterClock") ClusterClock clock,
            SchedulerClusterProperties properties) {
        Duration lease = CheckedProperties.read(properties, SchedulerClusterProperties::leaseOfNodes);
        return new NodeHeartbeat(node.value(), lease, beats, claims, clock, System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ClaimStore schedulerClaimStore(Database database, Claims claims, NodeId node, NodeHeartbeat heartbeat) {
        return new LivingClaims(new JdbcClaimStore(database, claims, node.value()), heartbeat);
    }

    @Bean
    SharedPauses schedulerPauses(TaskMarks marks, @Qualifier("schedulerClusterClock") ClusterClock clock) {
        return new SharedPauses(marks, clock);
    }

    /** The engine keeps the database's time. */
    @Bean
    EngineCustomizer schedulerClusterOfEngine(
            @Qualifier("schedulerClusterClock") ClusterClock clock, SharedPauses pauses) {
        return builder -> builder.clock(clock).pauses(pauses::tell);
    }
}
