package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.StorageBasedLockProvider;
import org.jspecify.annotations.Nullable;

/**
 * Locks of any provider of ShedLock's, which are asked for one by one. A provider knows no owner but itself and says nothing
 * of who holds a lock: so a lock whose grant was lost on the way is refused until its lease ends. Claims take no lock named
 * after the task here, so there is none of theirs to be extended.
 *
 * <p>ShedLock's providers remember for ever which rows they have inserted: after somebody deletes one, an update finds
 * nothing and the node would be refused that lock until it is restarted. So a refusal makes the provider forget, at most once
 * a second, and it is asked again.
 */
public final class ProviderLocks implements LockRows {

    private static final long REMEMBERED = Duration.ofSeconds(1).toNanos();

    private final LockProvider provider;
    private final InstantSource clock;
    private final Threads threads;
    private final StoreCalls store;
    private final AtomicLong forgot;
    private final Map<Key, Granted> granted = new ConcurrentHashMap<>();

    /**
     * Locks of a provider.
     *
     * @param clock what ShedLock's own {@code ClockProvider} says, which providers without a server's time compare with
     * @param outage what tells, for all that use the provider, that it does not answer
     */
    public ProviderLocks(LockProvider provider, InstantSource clock, Threads threads, Outage outage) {
        this.provider = provider;
        this.clock = clock;
        this.threads = threads;
        this.store = new StoreCalls(outage);
        this.forgot = new AtomicLong(threads.nanoTime() - REMEMBERED);
    }

    @Override
    public @Nullable String take(Key key, Duration length) {
        long now = threads.nanoTime();
        granted.values().removeIf(each -> each.ends() - now <= 0);
        if (extend(key, length)) {
            return null;
        }
        Optional<SimpleLock> lock = lock(key.name(), length);
        lock.ifPresent(taken -> granted.put(key, new Granted(taken, now + length.toNanos())));
        return lock.isPresent() ? null : "somebody else holds the lock " + key.name();
    }

    private Optional<SimpleLock> lock(String name, Duration length) {
        Optional<SimpleLock> lock = ask(name, length);
        return lock.isPresent() || !forget() ? lock : ask(name, length);
    }

    private Optional<SimpleLock> ask(String name, Duration length) {
        return store.call(() -> provider.lock(new LockConfiguration(clock.instant(), name, length, Duration.ZERO)));
    }

    private boolean forget() {
        long now = threads.nanoTime();
        long last = forgot.get();
        if (!(provider instanceof StorageBasedLockProvider rows)
                || now - last < REMEMBERED
                || !forgot.compareAndSet(last, now)) {
            return false;
        }
        rows.clearCache();
        return true;
    }

    @Override
    public Set<Key> extend(Collection<Extension> extensions) {
        Set<Key> held = new HashSet<>();
        for (Extension extension : extensions) {
            if (extension.ofClaim() || extend(extension.key(), extension.length())) {
                held.add(extension.key());
            }
        }
        return held;
    }

    private boolean extend(Key key, Duration length) {
        Granted current = granted.get(key);
        if (current == null) {
            return false;
        }
        long ends = threads.nanoTime() + length.toNanos();
        Optional<SimpleLock> extended = store.call(() -> current.lock().extend(length, Duration.ZERO));
        extended.ifPresentOrElse(lock -> granted.put(key, new Granted(lock, ends)), () -> granted.remove(key));
        return extended.isPresent();
    }

    @Override
    public void release(Collection<Key> keys) {
        for (Key key : keys) {
            Granted current = granted.get(key);
            if (current != null) {
                store.run(current.lock()::unlock);
                granted.remove(key);
            }
        }
    }

    /** Null: no provider says that. */
    @Override
    public @Nullable LockHolder holder(String name) {
        return null;
    }

    @Override
    public boolean expire(String name) {
        throw new UnsupportedOperationException("the lock provider ends no lock that it has not granted itself");
    }

    /** No. */
    @Override
    public boolean areOpen() {
        return false;
    }

    /** A lock that the provider has granted, and until when at most, by the monotonic clock. */
    private record Granted(SimpleLock lock, long ends) {}
}
