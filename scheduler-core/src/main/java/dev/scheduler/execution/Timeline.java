package dev.scheduler.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The next time of every task, in a binary heap. Each entry knows its place in it, so that moving and removing one costs
 * no search and leaves nothing behind. Safe for use by any thread.
 */
final class Timeline {

    /** The place of an entry that is not in the heap. */
    static final int OUT = -1;

    /** The place of an entry that never comes back. */
    static final int GONE = -2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private long[] keys = new long[16];
    private @Nullable TaskEntry[] entries = new TaskEntry[16];
    private int size;

    /** Says when an entry that is due is due next. Called with the timeline locked; must neither block nor throw. */
    interface Advance {
        @Nullable
        Instant next(TaskEntry entry, Instant due);
    }

    /** Puts an entry at a time, wherever it was; null takes it out. An entry that was removed for good stays out. */
    void put(TaskEntry entry, @Nullable Instant due) {
        lock.lock();
        try {
            if (entry.place != GONE) {
                place(entry, due);
                if (entry.place == 0) {
                    sooner.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes an entry for good. */
    void remove(TaskEntry entry) {
        lock.lock();
        try {
            place(entry, null);
            entry.place = GONE;
        } finally {
            lock.unlock();
        }
    }

    /** When an entry is due next; null where it is not in the timeline. */
    @Nullable
    Instant due(TaskEntry entry) {
        lock.lock();
        try {
            return entry.due;
        } finally {
            lock.unlock();
        }
    }

    /** Takes everything out. */
    void clear() {
        lock.lock();
        try {
            while (size > 0) {
                place(at(size - 1), null);
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
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
            for (int i = 0; i < most && size > 0 && keys[0] <= limit; i++) {
                TaskEntry entry = at(0);
                place(entry, advance.next(entry, dueOf(entry)));
            }
            return size == 0 || keys[0] > limit;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the earliest entry is due, but no longer than a limit; may return sooner. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops, and reads the clock again each time
    void awaitDue(Instant now, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            if (size > 0 && keys[0] - now.toEpochMilli() < limit.toMillis()) {
                nanos = Duration.between(now, Instant.ofEpochMilli(keys[0])).toNanos();
            }
            if (nanos > 0) {
                sooner.await(nanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void place(TaskEntry entry, @Nullable Instant due) {
        entry.due = due;
        if (due == null) {
            takeOut(entry);
            return;
        }
        int place = entry.place == OUT ? append() : entry.place;
        settle(place, entry, key(due));
    }

    private int append() {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
        }
        return size++;
    }

    private void takeOut(TaskEntry entry) {
        int hole = entry.place;
        if (hole < 0) {
            return;
        }
        size--;
        TaskEntry last = at(size);
        entries[size] = null;
        entry.place = OUT;
        if (last != entry) {
            settle(hole, last, keys[size]);
        }
        shrink();
    }

    private void shrink() {
        if (keys.length > 16 && size < keys.length / 4) {
            keys = Arrays.copyOf(keys, keys.length / 2);
            entries = Arrays.copyOf(entries, entries.length / 2);
        }
    }

    private void settle(int start, TaskEntry entry, long key) {
        int place = start;
        while (place > 0 && keys[(place - 1) >>> 1] > key) {
            place = move((place - 1) >>> 1, place);
        }
        if (place == start) {
            int child = earlierChild(place);
            while (child < size && keys[child] < key) {
                place = move(child, place);
                child = earlierChild(place);
            }
        }
        set(place, entry, key);
    }

    private int earlierChild(int place) {
        int left = 2 * place + 1;
        return left + 1 < size && keys[left + 1] < keys[left] ? left + 1 : left;
    }

    private int move(int from, int to) {
        set(to, at(from), keys[from]);
        return from;
    }

    private void set(int place, TaskEntry entry, long key) {
        keys[place] = key;
        entries[place] = entry;
        entry.place = place;
    }

    private TaskEntry at(int place) {
        return Objects.requireNonNull(entries[place]);
    }

    private static Instant dueOf(TaskEntry entry) {
        return Objects.requireNonNull(entry.due);
    }

    /** In milliseconds, rounded up: nothing is due before its time. */
    private static long key(Instant due) {
        return Math.addExact(Math.multiplyExact(due.getEpochSecond(), 1_000L), (due.getNano() + 999_999) / 1_000_000);
    }
}
