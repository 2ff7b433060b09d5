package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import dev.scheduler.thread.HandThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node, a store in memory, and a line to it that can be cut and slowed down. Time moves when the test moves it. */
final class LockRig {

    static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    static final Lease LEASE = new Lease(Duration.ofSeconds(60));

    final HandThreads threads = new HandThreads(START);
    final MemoryRows store = new MemoryRows(threads.clock());
    final Line line = new Line();
    final List<String> losses = new ArrayList<>();
    final OverlapLocks ours = OverlapLocks.start(line, threads, new Outage(threads));
    private int executions;

    Hold held(String name) {
        Attempt attempt = attempt(name);
        if (attempt.hold() == null) {
            throw new AssertionError(attempt);
        }
        return attempt.hold();
    }

    /** Another execution asks. */
    Attempt attempt(String name) {
        return attempt(name, "one#" + ++executions);
    }

    Attempt attempt(String name, String owner) {
        Attempt attempt = ours.acquire(name, owner, LEASE, losses::add);
        threads.settle();
        return attempt;
    }

    Hold kept(String name, String owner) {
        Hold hold = ours.keep(name, owner, LEASE);
        threads.settle();
        return hold;
    }

    /** A plain user of ShedLock, who gives back at once what he gets. */
    boolean isFreeElsewhere(String name) {
        boolean free = isTakenElsewhere(name, LEASE.length());
        if (free) {
            store.release(List.of(new LockRows.Key(name, "plain")));
        }
        return free;
    }

    /** A plain user of ShedLock asks, and holds it for a time if he gets it. */
    boolean isTakenElsewhere(String name, Duration length) {
        LockHolder holder = store.holder(name);
        return holder == null && store.take(new LockRows.Key(name, "plain"), length) == null;
    }

    String holder(String name) {
        return Objects.requireNonNull(store.holder(name)).by();
    }

    LockRig seconds(int seconds) {
        threads.advance(Duration.ofSeconds(seconds));
        return this;
    }

    /** The process stands still: time goes by without any beat. */
    LockRig freeze(int seconds) {
        threads.freeze(Duration.ofSeconds(seconds));
        return this;
    }

    /** The line to the store. */
    final class Line implements LockRows {

        boolean cut;
        boolean cutAnswers;
        Duration delay = Duration.ZERO;
        /** Rows that somebody keeps locked, so that each statement on them fails. */
        final Set<String> locked = new HashSet<>();

        int sent;
        /** What happens during the next call. */
        @Nullable
        Runnable during;

        @Override
        public @Nullable String take(Key key, Duration length) {
            return over(() -> store.take(key, length), List.of(key));
        }

        @Override
        public Set<Key> extend(Collection<Extension> extensions) {
            return over(
                    () -> store.extend(extensions),
                    extensions.stream().map(Extension::key).toList());
        }

        @Override
        public void release(Collection<Key> keys) {
            over(
                    () -> {
                        store.release(keys);
                        return true;
                    },
                    keys);
        }

        @Override
        public @Nullable LockHolder holder(String name) {
            return store.holder(name);
        }

        @Override
        public boolean expire(String name) {
            return store.expire(name);
        }

        @Override
        public boolean areOpen() {
            return true;
        }

        private <T extends @Nullable Object> T over(Supplier<T> call, Collection<Key> keys) {
            sent++;
            if (cut) {
                throw new IllegalStateException("outer", new IllegalStateException("connection refused"));
            }
            if (keys.stream().map(Key::name).anyMatch(locked::contains)) {
                throw new IllegalStateException("lock timeout");
            }
            T answer = call.get();
            Runnable meanwhile = during;
            during = null;
            if (meanwhile != null) {
                meanwhile.run();
            }
            threads.freeze(delay);
            if (cutAnswers) {
                throw new IllegalStateException("read timed out");
            }
            return answer;
        }
    }
}
