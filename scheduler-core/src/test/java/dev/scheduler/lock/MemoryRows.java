package dev.scheduler.lock;

import dev.scheduler.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Locks as a database would keep them. */
final class MemoryRows implements LockRows {

    private final Map<String, LockHolder> rows = new HashMap<>();
    private final InstantSource clock;

    MemoryRows(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable String take(Key key, Duration length) {
        LockHolder row = holder(key.name());
        if (row != null && !row.by().equals(key.owner())) {
            return LockOwner.hold(key.name(), row.by(), row.until());
        }
        put(key, clock.instant().plus(length));
        return null;
    }

    @Override
    public Set<Key> extend(Collection<Extension> extensions) {
        Set<Key> held = new HashSet<>();
        for (Extension extension : extensions) {
            Key key = extension.key();
            LockHolder row = holder(key.name());
            Instant until = clock.instant().plus(extension.length());
            if (row == null ? extension.ofClaim() : row.by().equals(key.owner())) {
                put(key, until);
                held.add(key);
            } else if (row != null && extension.ofClaim() && LockOwner.parse(row.by()) != null) {
                put(new Key(key.name(), row.by()), until);
                held.add(key);
            }
        }
        return held;
    }

    @Override
    public void release(Collection<Key> keys) {
        for (Key key : keys) {
            LockHolder row = rows.get(key.name());
            if (row != null && row.by().equals(key.owner())) {
                rows.remove(key.name());
            }
        }
    }

    @Override
    public @Nullable LockHolder holder(String name) {
        LockHolder row = rows.get(name);
        return row == null || !row.until().isAfter(clock.instant()) ? null : row;
    }

    @Override
    public boolean expire(String name) {
        boolean held = holder(name) != null;
        rows.remove(name);
        return held;
    }

    @Override
    public boolean areOpen() {
        return true;
    }

    private void put(Key key, Instant until) {
        rows.put(key.name(), new LockHolder(key.name(), key.owner(), clock.instant(), until));
    }
}
