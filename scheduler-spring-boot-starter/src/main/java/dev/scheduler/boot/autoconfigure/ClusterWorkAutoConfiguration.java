package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.Cluster;
import dev.scheduler.boot.cluster.ClusterClock;
import dev.scheduler.boot.cluster.NodeHeartbeat;
import dev.scheduler.boot.cluster.SharedPauses;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.JdbcHistory;
import dev.scheduler.boot.jdbc.Purge;
import dev.scheduler.boot.jdbc.TaskMarks;
import dev.scheduler.boot.properties.SchedulerClusterProperties;
import dev.scheduler.boot.properties.SchedulerJdbcProperties;
import dev.scheduler.execution.DefaultScheduler;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The work that a node does for its cluster, where the scheduler is ours. */
@AutoConfiguration(after = {ClusterAutoConfiguration.class, SchedulerAutoConfiguration.class})
@ConditionalOnBean(
        value = {NodeHeartbeat.class, SchedulerLifecycle.class},
        search = SearchStrategy.CURRENT)
public final class ClusterWorkAutoConfiguration {

    @Bean
    @Lazy(false)
    ClusterLifecycle schedulerClusterLifecycle(
            DefaultScheduler scheduler,
            NodeHeartbeat heartbeat,
            JdbcHistory history,
            HistoryCloser closer,
            TaskMarks marks,
            Claims claims,
            SharedPauses pauses,
            Purge purge,
            @Qualifier("schedulerClusterClock") ClusterClock clock,
            SchedulerClusterProperties properties,
            SchedulerJdbcProperties jdbc) {
        Duration sweep = CheckedProperties.read(properties, SchedulerClusterProperties::timeBetweenSweeps);
        Duration patience = CheckedProperties.read(jdbc, SchedulerJdbcProperties::statementTimeout);
        EngineNode node = new EngineNode(scheduler, history);
        Cluster cluster = new Cluster(node, heartbeat, marks, claims, pauses, purge, clock, sweep, patience);
        return new ClusterLifecycle(heartbeat, cluster, closer);
    }
}
