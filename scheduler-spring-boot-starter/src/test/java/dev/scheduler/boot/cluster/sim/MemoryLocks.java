package dev.scheduler.boot.cluster.sim;

import dev.scheduler.LockHolder;
import dev.scheduler.boot.cluster.ClaimLocks;
import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ShedLock's table, in memory: the locks of claims and those that are held from start to end. */
final class MemoryLocks implements LockRows, ClaimLocks {

    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration AHEAD = Duration.ofMillis(300);

    private final MemoryTables tables;
    private final Map<String, Held> rows = new HashMap<>();

    MemoryLocks(MemoryTables tables) {
        this.tables = tables;
    }

    private record Held(String owner, Instant since, Instant until) {}

    private @Nullable Held held(String name) {
        Held held = rows.get(name);
        return held == null || !held.until().isAfter(tables.now()) ? null : held;
    }

    @Override
    public @Nullable String take(Key key, Duration length) {
        synchronized (tables) {
            Held held = held(key.name());
            if (held != null && !held.owner().equals(key.owner())) {
                return held.owner() + " holds the lock " + key.name() + " until " + held.until();
            }
            hold(key.name(), key.owner(), tables.now().plus(length));
            return null;
        }
    }

    private void hold(String name, String owner, Instant until) {
        rows.put(name, new Held(owner, tables.now(), until));
    }

    @Override
    public Set<Key> extend(Collection<Extension> extensions) {
        synchronized (tables) {
            Set<Key> extended = new HashSet<>();
            for (Extension extension : extensions) {
                if (isExtensible(extension)) {
                    Key key = extension.key();
                    hold(key.name(), key.owner(), tables.now().plus(extension.length()));
                    extended.add(key);
                }
            }
            return extended;
        }
    }

    private boolean isExtensible(Extension extension) {
        Key key = extension.key();
        Held last = rows.get(key.name());
        if (last != null && last.owner().equals(key.owner())) {
            return last.until().isAfter(tables.now()) || extension.ofClaim();
        }
        return extension.ofClaim() && (last == null || (held(key.name()) == null && isOurs(last.owner())));
    }

    private static boolean isOurs(String owner) {
        return owner.contains("#");
    }

    @Override
    public void release(Collection<Key> keys) {
        synchronized (tables) {
            for (Key key : keys) {
                Held held = held(key.name());
                if (held != null && held.owner().equals(key.owner())) {
                    rows.put(key.name(), new Held(held.owner(), held.since(), tables.now()));
                }
            }
        }
    }

    @Override
    public @Nullable LockHolder holder(String name) {
        synchronized (tables) {
            Held held = held(name);
            return held == null ? null : new LockHolder(name, held.owner(), held.since(), held.until());
        }
    }

    @Override
    public boolean expire(String name) {
        synchronized (tables) {
            Held held = held(name);
            if (held != null) {
                rows.put(name, new Held(held.owner(), held.since(), tables.now()));
            }
            return held != null;
        }
    }

    @Override
    public boolean areOpen() {
        return true;
    }

    @Override
    public Map<String, String> take(Collection<Wanted> wanted) {
        synchronized (tables) {
            Map<String, String> refused = new HashMap<>();
            for (Wanted each : wanted) {
                Held held = held(each.task());
                if (held == null) {
                    hold(each.task(), each.owner(), end(each));
                } else if (!isOurs(held.owner())) {
                    refused.put(each.task(), held.owner() + " holds the lock " + each.task());
                }
            }
            return refused;
        }
    }

    private Instant end(Wanted wanted) {
        Instant latest = tables.now().plus(MOST);
        Instant following =
                wanted.following() == null ? latest : wanted.following().minus(AHEAD);
        return following.isBefore(latest) ? following : latest;
    }
}
