package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands values to a slow sink in batches, on one thread of its own. Whoever adds never waits. A batch that fails is tried
 * again until it goes through, in ever smaller parts, and what fails alone comes after all others; meanwhile values that may
 * be dropped are, once there are too many.
 */
final class WriteBehind<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);

    /** The most values of a batch. */
    static final int MOST = 256;

    static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofMillis(25);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final String name;
    private final int capacity;
    private final Consumer<List<T>> sink;
    private final Threads threads;
    private final Threads.Loop loop;

    private final Deque<T> queue = new ArrayDeque<>();

    /** What failed alone. */
    private final Deque<T> late = new ArrayDeque<>();

    private int most = MOST;
    private int failures;
    private long added;
    private long done;
    private long dropped;
    private long told;
    private boolean started;
    private boolean lingers;
    private boolean hurry;
    private boolean closed;

    WriteBehind(String name, int capacity, Consumer<List<T>> sink, Threads threads) {
        this.name = name;
        this.capacity = capacity;
        this.sink = sink;
        this.threads = threads;
        this.loop = threads.loop(name, this::step);
    }

    /** Adds a value that is never dropped while the process lives. */
    void add(T value) {
        if (append(value, Integer.MAX_VALUE)) {
            loop.wake();
        }
    }

    /** Adds a value unless there are too many already; then it is counted. */
    void offer(T value) {
        if (append(value, capacity)) {
            loop.wake();
        }
    }

    /** Whether the thread has to know. */
    private synchronized boolean append(T value, int most) {
        if (queue.size() >= most) {
            drop();
            return false;
        }
        queue.add(value);
        added++;
        if (!started) {
            started = true;
            loop.start();
        }
        return queue.size() == 1 || queue.size() == MOST;
    }

    private void drop() {
        if (dropped == told) {
            log.warn("The database is too slow or away: what ends now is not kept in the history");
        }
        dropped++;
    }

    /** How many values were dropped. */
    synchronized long dropped() {
        return dropped;
    }

    /** Waits until everything that was added before has been written; false if that takes too long. */
    boolean flush(Duration most) {
        long target = hurry();
        long begun = threads.nanoTime();
        loop.wake();
        try {
            while (!isDone(target) && threads.nanoTime() - begun < most.toNanos()) {
                threads.sleep(POLL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return isDone(target);
    }

    private synchronized long hurry() {
        hurry = !queue.isEmpty();
        return added;
    }

    private synchronized boolean isDone(long target) {
        return done >= target && late.isEmpty();
    }

    /** Writes what is left, as far as that succeeds at once, and ends the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            hurry = true;
        }
        if (loop.end(LAST_BATCH)) {
            while (isFilled() && write(batch())) {
                log.debug("{} writes what is left", name);
            }
        }
        tellLost();
    }

    private synchronized void tellLost() {
        int lost = queue.size() + late.size();
        if (lost > 0) {
            log.warn("{} executions were not kept in the history", lost);
            queue.clear();
            late.clear();
        }
    }

    private Duration step() {
        if (lingers()) {
            return LINGER;
        }
        List<T> batch = batch();
        if (!batch.isEmpty() && !write(batch)) {
            return RETRY;
        }
        return isFilled() ? Duration.ZERO : IDLE;
    }

    /** A batch has a moment in which it may fill. */
    private synchronized boolean lingers() {
        lingers = !lingers && !hurry && !queue.isEmpty() && queue.size() < MOST;
        return lingers;
    }

    private synchronized boolean isFilled() {
        return !queue.isEmpty() || !late.isEmpty();
    }

    private synchronized List<T> batch() {
        List<T> batch = new ArrayList<>();
        Deque<T> source = queue.isEmpty() ? late : queue;
        while (batch.size() < most && !source.isEmpty()) {
            batch.add(source.removeFirst());
        }
        hurry = hurry && !queue.isEmpty();
        return batch;
    }

    private boolean write(List<T> batch) {
        try {
            sink.accept(batch);
            written(batch.size());
            return true;
        } catch (StoreException away) {
            log.debug("Not written, trying again: {}", away.getMessage());
        } catch (Throwable broken) {
            log.error("{} failed; trying again", name, broken);
        }
        giveBack(batch);
        return false;
    }

    /** Says how much was dropped, once there is room again. */
    private synchronized void written(int count) {
        done += count;
        failures = 0;
        most = Math.min(MOST, most * 2);
        if (dropped > told) {
            log.warn("{} executions were not kept in the history", dropped - told);
            told = dropped;
        }
    }

    /** Where the database is not away, one value may be at fault: it must not keep out those behind it. */
    private synchronized void giveBack(List<T> batch) {
        failures++;
        if (failures > 1 && batch.size() == 1) {
            late.add(batch.get(0));
        } else {
            for (int i = batch.size() - 1; i >= 0; i--) {
                queue.addFirst(batch.get(i));
            }
        }
        if (failures > 1) {
            most = Math.max(1, batch.size() / 2);
        }
        if (closed) {
            log.debug("{} gives up", name);
        }
    }
}
