package dev.scheduler.lock;

import dev.scheduler.thread.HandThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;

/** ShedLock's own store in memory, by the test's clock, and a line to it that can be cut and slowed down. */
final class ProviderLine implements LockProvider, AutoCloseable {

    final LockProvider store = new InMemoryLockProvider();
    private final HandThreads threads;
    boolean cut;
    boolean cutAnswers;
    Duration delay = Duration.ZERO;
    int sent;

    ProviderLine(HandThreads threads) {
        this.threads = threads;
        ClockProvider.setClock(new TestClock(threads));
    }

    @Override
    public Optional<SimpleLock> lock(LockConfiguration configuration) {
        return over(() -> store.lock(configuration)).map(Remote::new);
    }

    @Override
    public void close() {
        ClockProvider.setClock(Clock.systemUTC());
    }

    private <T> T over(Supplier<T> call) {
        sent++;
        if (cut) {
            throw new IllegalStateException("outer", new IllegalStateException("connection refused"));
        }
        T answer = call.get();
        threads.freeze(delay);
        if (cutAnswers) {
            throw new IllegalStateException("read timed out");
        }
        return answer;
    }

    /** A lock at the other end of the line. */
    private final class Remote implements SimpleLock {

        private final SimpleLock lock;

        private Remote(SimpleLock lock) {
            this.lock = lock;
        }

        @Override
        public void unlock() {
            over(() -> {
                lock.unlock();
                return true;
            });
        }

        @Override
        public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
            return over(() -> lock.extend(atMost, atLeast)).map(Remote::new);
        }
    }

    private static final class TestClock extends Clock {

        private final HandThreads threads;

        private TestClock(HandThreads threads) {
            this.threads = threads;
        }

        @Override
        public Instant instant() {
            return threads.clock().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
