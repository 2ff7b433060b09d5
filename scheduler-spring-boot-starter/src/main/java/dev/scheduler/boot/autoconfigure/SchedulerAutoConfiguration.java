package dev.scheduler.boot.autoconfigure;

import dev.scheduler.ExecutionListener;
import dev.scheduler.Scheduler;
import dev.scheduler.boot.properties.SchedulerProperties;
import dev.scheduler.execution.DefaultScheduler;
import dev.scheduler.execution.NodeId;
import dev.scheduler.execution.SchedulerBuilder;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.task.ScheduleConfigurer;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The scheduler and what belongs to it. Every bean makes way for the user's own of that type; each context of a hierarchy
 * has a scheduler for its own beans. Their names carry a prefix, as applications have beans called {@code scheduler} and
 * {@code taskScheduler}, and none is a {@code TaskScheduler} or an {@code Executor}, which would make Spring Boot's own
 * back off.
 */
@AutoConfiguration
@EnableConfigurationProperties(SchedulerProperties.class)
public final class SchedulerAutoConfiguration {

    /** The clock of all scheduling. Not a candidate for injection by type: other clocks are the application's affair. */
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean(name = "schedulerClock", search = SearchStrategy.CURRENT)
    InstantSource schedulerClock() {
        return InstantSource.system();
    }

    /** The name of this process in the cluster; a context within another one is a node of its own. */
    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    NodeId schedulerNode() {
        return NodeId.ofThisProcess();
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    HistoryStore schedulerHistory(SchedulerProperties properties) {
        return new InMemoryHistory(properties.executionsKept());
    }

    @Bean
    ExecutionListener schedulerEventPublisher(ApplicationEventPublisher publisher) {
        return new EventPublisher(publisher);
    }

    /** Destroyed by its lifecycle alone, which knows how long to wait. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean(value = Scheduler.class, search = SearchStrategy.CURRENT)
    DefaultScheduler schedulerEngine(
            @Qualifier("schedulerClock") InstantSource clock,
            NodeId node,
            HistoryStore history,
            SchedulerProperties properties,
            Environment environment,
            ObjectProvider<ExecutionListener> listeners,
            ObjectProvider<EngineCustomizer> customizers) {
        SchedulerBuilder builder = DefaultScheduler.builder()
                .clock(clock)
                .node(node)
                .history(history)
                .threads(properties.threads())
                .listeners(List.of(new ListenerBeans(listeners)));
        if (Threading.VIRTUAL.isActive(environment)) {
            builder.threadFactory(new VirtualThreadTaskExecutor("scheduler-").getVirtualThreadFactory());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @Lazy(false)
    TaskRegistrar schedulerTaskRegistrar(
            Scheduler scheduler,
            ConfigurableListableBeanFactory beanFactory,
            Environment environment,
            SchedulerProperties properties,
            ObjectProvider<ScheduleConfigurer> configurers,
            ObjectProvider<TaskCheck> checks) {
        return new TaskRegistrar(scheduler, beanFactory, environment, properties, configurers, checks);
    }

    @Bean
    TaskCheck schedulerLockCheck(
            SchedulerProperties properties,
            ObjectProvider<LockSource> locks,
            ObjectProvider<JdbcTraits> database,
            ObjectProvider<ClaimStore> claims,
            ListableBeanFactory beanFactory) {
        return new LockCheck(properties, locks, database, claims, new StoreBeans(beanFactory));
    }

    @Bean
    TaskCheck schedulerJitterCheck(@Qualifier("schedulerClock") InstantSource clock) {
        return new JitterCheck(clock);
    }

    @Bean
    @Lazy(false)
    @ConditionalOnBean(value = DefaultScheduler.class, search = SearchStrategy.CURRENT)
    SchedulerLifecycle schedulerLifecycle(
            DefaultScheduler scheduler, TaskRegistrar registrar, SchedulerProperties properties) {
        StartReport report = new StartReport(scheduler, registrar::warnings, properties);
        return new SchedulerLifecycle(scheduler, properties.enabled(), properties.awaitOnShutdown(), report);
    }
}
