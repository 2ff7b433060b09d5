package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.ClusterNode;
import dev.scheduler.execution.DefaultScheduler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The work that a node does for its cluster, where the scheduler is ours. */
@AutoConfiguration(after = {ClusterAutoConfiguration.class, SchedulerAutoConfiguration.class})
@ConditionalOnBean(
        value = {ClusterNode.class, SchedulerLifecycle.class},
        search = SearchStrategy.CURRENT)
public final class ClusterWorkAutoConfiguration {

    @Bean
    @Lazy(false)
    ClusterLifecycle schedulerClusterLifecycle(DefaultScheduler scheduler, ClusterNode node, HistoryCloser closer) {
        return new ClusterLifecycle(node.join(scheduler.localNode()), closer);
    }
}
