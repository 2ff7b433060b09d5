package dev.scheduler.lock;

import dev.scheduler.thread.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;
import redis.embedded.core.PortProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that goes away while its client keeps every command for a minute: the store fails once, then hangs. */
class RedisOutageTests {

    private static final Lease LEASE = new Lease(Lease.SHORTEST);

    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final Outage outage = new Outage();
    private final AtomicLong told = new AtomicLong();

    @Test
    void holderIsToldOnePeriodAheadThoughTheStoreHangs() throws IOException, InterruptedException {
        int port = PortProvider.newEphemeralPortProvider().get();
        RedisServer server = new RedisServer(port);
        server.start();
        LettuceConnectionFactory connections = new LettuceConnectionFactory("localhost", port);
        connections.afterPropertiesSet();
        connections.start();
        connections.getConnection().ping();
        RedisLockProvider provider =
                new RedisLockProvider.Builder(connections).safeUpdate(true).build();
        OverlapLocks locks = OverlapLocks.start(
                new ProviderLocks(provider, ClockProvider::now, Threads.system(), outage), Threads.system(), outage);
        try {
            long start = System.nanoTime();
            Hold hold = Objects.requireNonNull(
                    locks.acquire("task", "one#1", LEASE, this::tell).hold());
            server.stop();

            assertThat(losses.poll(10, TimeUnit.SECONDS)).startsWith("the lock task could not be extended for 3 s: ");
            assertThat(Duration.ofNanos(told.get() - start))
                    .isBetween(LEASE.period().multipliedBy(2), LEASE.length());
            assertThat(hold.isHeld()).isFalse();
            long before = System.nanoTime();
            hold.release();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            connections.destroy();
            locks.close();
            server.stop();
        }
    }

    private void tell(String why) {
        told.set(System.nanoTime());
        losses.add(why);
    }
}
