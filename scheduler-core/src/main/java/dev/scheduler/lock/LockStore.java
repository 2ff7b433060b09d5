package dev.scheduler.lock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.StorageBasedLockProvider;

/**
 * A lock provider that forgets. ShedLock's providers remember for ever which rows they have inserted: after somebody
 * deletes one, an update finds nothing and the node would be refused that lock until it is restarted. So once a minute a
 * refusal makes the provider forget, and is asked again.
 */
final class LockStore {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final LockProvider provider;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicLong forgot;

    LockStore(LockProvider provider, InstantSource clock, LongSupplier nanoTime) {
        this.provider = provider;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.forgot = new AtomicLong(nanoTime.getAsLong());
    }

    Optional<SimpleLock> lock(String name, Duration atMost, Duration atLeast) {
        Optional<SimpleLock> granted = ask(name, atMost, atLeast);
        return granted.isPresent() || !forget() ? granted : ask(name, atMost, atLeast);
    }

    private Optional<SimpleLock> ask(String name, Duration atMost, Duration atLeast) {
        return provider.lock(new LockConfiguration(clock.instant(), name, atMost, atLeast));
    }

    private boolean forget() {
        long now = nanoTime.getAsLong();
        long last = forgot.get();
        if (!(provider instanceof StorageBasedLockProvider rows)
                || now - last < REMEMBERED.toNanos()
                || !forgot.compareAndSet(last, now)) {
            return false;
        }
        rows.clearCache();
        return true;
    }
}
