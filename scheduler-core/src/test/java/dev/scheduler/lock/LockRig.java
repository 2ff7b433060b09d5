package dev.scheduler.lock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.inmemory.InMemoryLockProvider;

/**
 * Two nodes on ShedLock's own store in memory, and a line to it that can be cut and slowed down. Time moves when the test
 * moves it; then every beat takes place that is due.
 */
final class LockRig implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    static final Lease LEASE = new Lease(Duration.ofSeconds(60));

    final LockProvider store = new InMemoryLockProvider();
    final Line line = new Line();
    final Looks looks = new Looks();
    final OverlapLocks ours;
    final List<String> losses = new ArrayList<>();
    private Instant now = START;

    LockRig() {
        ClockProvider.setClock(clock().withZone(ZoneOffset.UTC));
        ours = new OverlapLocks(line, clock(), this::nanoTime, new Outage(), looks::take);
    }

    InstantSource clock() {
        return () -> now;
    }

    long nanoTime() {
        return Duration.between(START, now).toNanos();
    }

    Hold held(String name) {
        Attempt attempt = attempt(name);
        if (attempt.hold() == null) {
            throw new AssertionError(attempt);
        }
        return attempt.hold();
    }

    Attempt attempt(String name) {
        return ours.acquire(name, LEASE, losses::add);
    }

    /** A plain user of ShedLock on another node, who gives back at once what he gets. */
    boolean isFreeElsewhere(String name) {
        Optional<SimpleLock> lock = elsewhere(name);
        lock.ifPresent(SimpleLock::unlock);
        return lock.isPresent();
    }

    Optional<SimpleLock> elsewhere(String name) {
        return store.lock(new LockConfiguration(now, name, LEASE.length(), Duration.ZERO));
    }

    /** Time goes by, with all beats that are due. */
    LockRig advance(Duration duration) {
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            Duration step = Duration.between(now, end);
            Duration wait = looks.look();
            now = now.plus(wait.compareTo(step) < 0 ? wait.plusNanos(1) : step);
            looks.look();
        }
        return this;
    }

    LockRig seconds(int seconds) {
        return advance(Duration.ofSeconds(seconds));
    }

    /** The process stands still: time goes by without any beat. */
    LockRig freeze(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    @Override
    public void close() {
        ClockProvider.setClock(Clock.systemUTC());
    }

    /** The heartbeat, as the test drives it. */
    static final class Looks implements Beats {

        final Queue<Runnable> waiting = new ArrayDeque<>();
        boolean senderHangs;
        private Supplier<Duration> look = () -> Duration.ZERO;

        Beats take(Supplier<Duration> given) {
            look = given;
            return this;
        }

        Duration look() {
            return look.get();
        }

        /** The senders come back to life. */
        void comeBack() {
            senderHangs = false;
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }

        @Override
        public void start() {}

        @Override
        public void send(Runnable work) {
            if (senderHangs) {
                waiting.add(work);
            } else {
                work.run();
            }
        }

        @Override
        public void wake() {}

        @Override
        public void end(Runnable last) {
            last.run();
        }
    }

    /** The line to the store. */
    final class Line implements LockProvider {

        boolean cut;
        boolean cutAnswers;
        Duration delay = Duration.ZERO;
        int sent;

        @Override
        public Optional<SimpleLock> lock(LockConfiguration configuration) {
            return over(() -> store.lock(configuration)).map(Remote::new);
        }

        private <T> T over(Supplier<T> call) {
            sent++;
            if (cut) {
                throw new IllegalStateException("outer", new IllegalStateException("connection refused"));
            }
            T answer = call.get();
            now = now.plus(delay);
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
    }
}
