package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.io.IOException;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;
import redis.embedded.core.PortProvider;

/** Locks in Redis. Only with safe updates does ShedLock ask whose lock it is that it extends or gives back. */
class RedisLockTests extends LockRulesTests {

    private static RedisServer server;
    private static LettuceConnectionFactory connections;

    @BeforeAll
    static void start() throws IOException {
        int port = PortProvider.newEphemeralPortProvider().get();
        server = new RedisServer(port);
        server.start();
        connections = new LettuceConnectionFactory("localhost", port);
        connections.afterPropertiesSet();
        connections.start();
    }

    @AfterAll
    static void stop() throws IOException {
        connections.destroy();
        server.stop();
    }

    @Override
    LockProvider provider(String owner) {
        return new RedisLockProvider.Builder(connections)
                .environment("locks")
                .safeUpdate(true)
                .build();
    }

    @Override
    LockRows rows(String node) {
        return new ProviderLocks(provider(node), ClockProvider::now, Threads.system(), new Outage());
    }

    @Override
    void delete(String lock) {
        new StringRedisTemplate(connections).delete("job-lock:locks:" + lock);
    }
}
