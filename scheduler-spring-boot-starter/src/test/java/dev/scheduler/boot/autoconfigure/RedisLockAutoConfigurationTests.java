package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.JdbcLocks;
import dev.scheduler.history.HistoryStore;
import dev.scheduler.history.InMemoryHistory;
import dev.scheduler.lock.ClaimStore;
import dev.scheduler.lock.OneServerClaims;
import dev.scheduler.lock.OverlapLocks;
import java.io.IOException;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;
import redis.embedded.core.PortProvider;

import static org.assertj.core.api.Assertions.assertThat;

class RedisLockAutoConfigurationTests {

    private static RedisServer server;
    private static int port;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    JdbcStoreAutoConfiguration.class,
                    RedisLockAutoConfiguration.class,
                    LockAutoConfiguration.class,
                    SchedulerAutoConfiguration.class))
            .withBean("redis", RedisConnectionFactory.class, () -> new LettuceConnectionFactory("localhost", port));

    @BeforeAll
    static void start() throws IOException {
        port = PortProvider.newEphemeralPortProvider().get();
        server = new RedisServer(port);
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @Test
    void keepsLocksInRedisAndHistoryInMemory() {
        runner.withPropertyValues("scheduler.redis.environment=shop").run(context -> {
            LockProvider provider = context.getBean("schedulerLockProvider", LockProvider.class);
            assertThat(provider).isInstanceOf(RedisLockProvider.class);
            assertThat(provider.lock(JdbcStoreAutoConfigurationTests.lock("billing")))
                    .isPresent();
            assertThat(new StringRedisTemplate(context.getBean(RedisConnectionFactory.class))
                            .hasKey("job-lock:shop:billing"))
                    .isTrue();
            assertThat(context.getBean(ClaimStore.class)).isInstanceOf(OneServerClaims.class);
            assertThat(context.getBean(HistoryStore.class)).isInstanceOf(InMemoryHistory.class);
            assertThat(context).hasSingleBean(OverlapLocks.class);
        });
    }

    @Test
    void givesWayToADatabase() {
        ApplicationContextRunner both =
                runner.withBean("dataSource", DataSource.class, () -> JdbcStoreAutoConfigurationTests.h2());
        both.run(context -> assertThat(context.getBean("schedulerLockProvider")).isInstanceOf(JdbcLocks.class));
        both.withPropertyValues("scheduler.jdbc.enabled=false")
                .run(context ->
                        assertThat(context.getBean("schedulerLockProvider")).isInstanceOf(RedisLockProvider.class));
    }

    @Test
    void givesWayToTheUsersLockProvider() {
        runner.withBean("mine", LockProvider.class, InMemoryLockProvider::new)
                .run(context ->
                        assertThat(context).hasSingleBean(LockProvider.class).hasBean("mine"));
    }

    @Test
    void staysAwayWithoutRedis() {
        runner.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LockProvider.class));
    }
}
