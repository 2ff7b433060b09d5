package dev.scheduler.boot.actuate;

import dev.scheduler.LockHolder;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.lock.LockRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Locks of which a test says who holds them. */
final class TestLocks implements LockRows {

    final Map<String, LockHolder> held = new ConcurrentHashMap<>();
    volatile boolean away;

    @Override
    public @Nullable String take(Key key, Duration length) {
        return null;
    }

    @Override
    public Set<Key> extend(Collection<Extension> extensions) {
        return extensions.stream().map(Extension::key).collect(Collectors.toSet());
    }

    @Override
    public void release(Collection<Key> keys) {}

    @Override
    public boolean areOpen() {
        return true;
    }

    @Override
    public @Nullable LockHolder holder(String task) {
        if (away) {
            throw new StoreUnavailableException("The database cannot be reached", new SQLException("refused"));
        }
        return held.get(task);
    }

    @Override
    public boolean expire(String task) {
        return held.remove(task) != null;
    }
}
