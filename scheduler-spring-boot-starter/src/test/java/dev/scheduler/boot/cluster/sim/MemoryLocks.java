package dev.scheduler.boot.cluster.sim;

import dev.scheduler.LockHolder;
import dev.scheduler.boot.cluster.ClaimLocks;
import dev.scheduler.lock.LockOwner;
import dev.scheduler.lock.LockRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
                return LockOwner.hold(key.name(), held.owner(), held.until());
            }
            rows.put(
                    key.name(), new Held(key.owner(), tables.now(), tables.now().plus(length)));
            return null;
        }
    }

    /** What nobody holds goes to who asks; what is held stays its holder's, and ends no earlier than before. */
    private void hold(String name, String owner, Instant until) {
        Held held = held(name);
        rows.put(
                name,
                held == null
                        ? new Held(owner, tables.now(), until)
                        : new Held(held.owner(), held.since(), later(held.until(), until)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
        Held held = held(extension.key().name());
        if (held == null) {
            return extension.ofClaim();
        }
        return held.owner().equals(extension.key().owner()) || (extension.ofClaim() && isOurs(held));
    }

    private static boolean isOurs(Held held) {
        return LockOwner.parse(held.owner()) != null;
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

    /** Of several of one task, the one that lasts longest. */
    @Override
    public Map<String, String> take(Collection<Wanted> wanted) {
        Map<String, Wanted> byTask = new TreeMap<>();
        wanted.forEach(each -> byTask.merge(each.task(), each, MemoryLocks::longer));
        synchronized (tables) {
            Map<String, String> refused = new HashMap<>();
            for (Wanted each : byTask.values()) {
                Held held = held(each.task());
                if (held == null || isOurs(held)) {
                    hold(each.task(), each.owner(), end(each));
                } else {
                    refused.put(each.task(), LockOwner.hold(each.task(), held.owner(), held.until()));
                }
            }
            return refused;
        }
    }

    private static Wanted longer(Wanted one, Wanted other) {
        Instant end = one.following();
        Instant otherEnd = other.following();
        return otherEnd == null || (end != null && otherEnd.isAfter(end)) ? other : one;
    }

    private Instant end(Wanted wanted) {
        Instant latest = tables.now().plus(MOST);
        Instant following =
                wanted.following() == null ? latest : wanted.following().minus(AHEAD);
        return following.isBefore(latest) ? following : latest;
    }
}
