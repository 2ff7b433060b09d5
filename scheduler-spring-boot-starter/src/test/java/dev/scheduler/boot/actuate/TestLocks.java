package dev.scheduler.boot.actuate;

import dev.scheduler.LockHolder;
import dev.scheduler.StoreUnavailableException;
import dev.scheduler.lock.TaskLocks;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Locks of which a test says who holds them. */
final class TestLocks implements TaskLocks {

    final Map<String, LockHolder> held = new ConcurrentHashMap<>();
    volatile boolean away;

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
