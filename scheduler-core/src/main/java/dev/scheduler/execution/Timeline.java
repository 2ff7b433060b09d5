package dev.scheduler.execution;

import dev.scheduler.thread.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next time of every task. Schedules meet on the clock's grid, so tasks that are due at the same millisecond share a
 * slot; each entry knows its place in it, so that moving and removing one costs no search and leaves nothing behind. Safe
 * for use by any thread.
 */
final class Timeline {

    private static final Logger log = LoggerFactory.getLogger(Timeline.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private final Runnable whenSooner;
    private @Nullable Slot lastUsed;

    /** @param whenSooner called, with the timeline locked, when something is due before all else */
    Timeline(Runnable whenSooner) {
        this.whenSooner = whenSooner;
    }

    /** What can be in the timeline: everything here is the timeline's, and is guarded by its lock. */
    abstract static class Node {

        /** Where it is; null where it is not in the timeline. */
        private @Nullable Slot slot;

        /** The place in the slot. */
        private int place;

        private @Nullable Instant due;
        private volatile boolean removed;

        /** Whether it was taken out for good. */
        final boolean isRemoved() {
            return removed;
        }

        /** Lets it be put in again. */
        final void bringBack() {
            removed = false;
        }
    }

    /** Says when an entry that is due is due next. Called with the timeline locked; must not block. */
    interface Advance {
        @Nullable
        Instant next(TaskEntry entry, Instant due);
    }

    /** Says when an entry is due that was due before. Called with the timeline locked; must neither block nor throw. */
    interface Place {
        @Nullable
        Instant due(@Nullable Instant before);
    }

    /** The entries that are due at one millisecond. Those that are due at the same instant share it. */
    static final class Slot {

        private final long due;
        private final Instant first;
        private final List<TaskEntry> entries = new ArrayList<>(1);

        Slot(long due, Instant first) {
            this.due = due;
            this.first = first;
        }

        private void add(TaskEntry entry, Instant due) {
            node(entry).due = due.equals(first) ? first : due;
            node(entry).slot = this;
            node(entry).place = entries.size();
            entries.add(entry);
        }

        /** The last entry takes the place of the one that goes. */
        private void remove(TaskEntry entry) {
            TaskEntry last = entries.remove(entries.size() - 1);
            if (last != entry) {
                entries.set(node(entry).place, last);
                node(last).place = node(entry).place;
            }
            node(entry).slot = null;
        }
    }

    /**
     * Puts an entry at a time, wherever it was; null takes it out. An entry that was removed stays out. Nothing is
     * accepted between the decision and the move.
     */
    void put(TaskEntry entry, Place place) {
        lock.lock();
        try {
            if (!node(entry).removed) {
                place(entry, place.due(node(entry).due));
                Slot slot = node(entry).slot;
                if (slot != null && slot.due == slots.firstKey()) {
                    whenSooner.run();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes an entry out, and keeps it out. */
    void remove(TaskEntry entry) {
        lock.lock();
        try {
            place(entry, null);
            node(entry).removed = true;
        } finally {
            lock.unlock();
        }
    }

    /** When an entry is due next; null where it is not in the timeline. */
    @Nullable
    Instant due(TaskEntry entry) {
        lock.lock();
        try {
            return node(entry).due;
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything out. */
    void clear() {
        lock.lock();
        try {
            while (!slots.isEmpty()) {
                place(anyIn(slots.firstEntry().getValue()), null);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves entries that are due by now on to their next time, the earliest first.
     *
     * @param most how many to move
     * @return whether none is left that is due
     */
    boolean advance(Instant now, int most, Advance advance) {
        lock.lock();
        try {
            long limit = now.toEpochMilli();
            Slot first = dueBy(limit);
            for (int i = 0; i < most && first != null; i++) {
                first = moveOne(first, now, advance) ? first : dueBy(limit);
            }
            return first == null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there are more in the slot. */
    private boolean moveOne(Slot slot, Instant now, Advance advance) {
        TaskEntry entry = anyIn(slot);
        try {
            place(entry, advance.next(entry, Objects.requireNonNull(node(entry).due)));
        } catch (Throwable unexpected) {
            place(entry, now.plus(ASK_AGAIN));
            log.error("{} is asked again in a minute", entry.name(), Printable.of(unexpected));
        }
        return !slot.entries.isEmpty();
    }

    /** How long it is until the earliest entry is due, but no longer than a limit. */
    Duration untilDue(Instant now, Duration limit) {
        lock.lock();
        try {
            Slot first = dueBy(now.plus(limit).toEpochMilli());
            return first == null ? limit : Duration.between(now, Instant.ofEpochMilli(first.due));
        } finally {
            lock.unlock();
        }
    }

    /** Private members are not reached through a subclass. */
    private static Node node(TaskEntry entry) {
        return entry;
    }

    private @Nullable Slot dueBy(long limit) {
        Map.Entry<Long, Slot> first = slots.firstEntry();
        return first == null || first.getKey() > limit ? null : first.getValue();
    }

    private void place(TaskEntry entry, @Nullable Instant due) {
        takeOut(entry);
        node(entry).due = null;
        if (due != null) {
            slotAt(due).add(entry, due);
        }
    }

    /** What is due together is often put together too. */
    private Slot slotAt(Instant due) {
        long key = key(due);
        Slot slot = lastUsed;
        if (slot == null || slot.due != key) {
            slot = slots.get(key);
            if (slot == null) {
                slot = new Slot(key, due);
                slots.put(key, slot);
            }
            lastUsed = slot;
        }
        return slot;
    }

    private void takeOut(TaskEntry entry) {
        Slot slot = node(entry).slot;
        if (slot != null) {
            slot.remove(entry);
            if (slot.entries.isEmpty()) {
                slots.remove(slot.due);
                lastUsed = lastUsed == slot ? null : lastUsed;
            }
        }
    }

    private static TaskEntry anyIn(Slot slot) {
        return slot.entries.get(slot.entries.size() - 1);
    }

    /** In milliseconds, rounded up: nothing is due before its time. What is later than they count comes last. */
    private static long key(Instant due) {
        return due.getEpochSecond() >= LAST_SECOND
                ? Long.MAX_VALUE
                : Math.addExact(
                        Math.multiplyExact(due.getEpochSecond(), 1_000L), (due.getNano() + 999_999) / 1_000_000);
    }
}
