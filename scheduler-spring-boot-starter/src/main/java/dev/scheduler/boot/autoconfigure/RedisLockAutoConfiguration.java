package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.properties.SchedulerProperties;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Locks in the application's Redis, where no database holds them. History then is in memory. */
@AutoConfiguration(
        after = JdbcStoreAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
        before = LockAutoConfiguration.class)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
@ConditionalOnMissingBean(value = LockProvider.class, name = LockAutoConfiguration.PROVIDER)
@EnableConfigurationProperties(SchedulerProperties.class)
public final class RedisLockAutoConfiguration {

    /**
     * Not a candidate for injection by type: which locks the application itself uses is its own affair. With safe updates,
     * as only then it is asked whose lock it is that is extended or given back.
     */
    @Bean(name = LockAutoConfiguration.PROVIDER, defaultCandidate = false)
    LockProvider schedulerLockProvider(RedisConnectionFactory connections, SchedulerProperties properties) {
        return new RedisLockProvider.Builder(connections)
                .environment(properties.redis().environment())
                .safeUpdate(true)
                .build();
    }
}
