package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands values to a slow sink in batches, on one thread of its own. Whoever adds never waits. A batch that fails is tried
 * again until it goes through; meanwhile values that may be dropped are, once there are too many.
 */
final class WriteBehind<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration LINGER = Duration.ofMillis(25);
    static final Duration RETRY = Duration.ofSeconds(1);

    private final int capacity;
    private final Consumer<List<T>> sink;
    private final Waiter waiter;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> queue = new ArrayDeque<>();
    private long added;
    private long done;
    private long dropped;
    private long told;
    private boolean hurry;
    private boolean closed;

    WriteBehind(String name, int capacity, Consumer<List<T>> sink) {
        this(name, capacity, sink, Condition::awaitNanos);
    }

    /** @param waiter how the thread waits, for more to come or before it tries again */
    WriteBehind(String name, int capacity, Consumer<List<T>> sink, Waiter waiter) {
        this.capacity = capacity;
        this.sink = sink;
        this.waiter = waiter;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a value that is never dropped while the process lives. */
    void add(T value) {
        locked(() -> append(value));
    }

    /** Adds a value unless there are too many already; then it is counted. */
    void offer(T value) {
        locked(() -> {
            if (queue.size() < capacity) {
                append(value);
            } else {
                drop();
            }
        });
    }

    private void drop() {
        if (dropped == told) {
            log.warn("The database is too slow or away: what ends now is not kept in the history");
        }
        dropped++;
    }

    /** Says how much was dropped, once there is room again. */
    private void tell() {
        if (dropped > told) {
            log.warn("{} executions were not kept in the history", dropped - told);
            told = dropped;
        }
    }

    private void append(T value) {
        queue.add(value);
        added++;
        if (queue.size() == 1 || queue.size() == Batch.MOST) {
            changed.signalAll();
        }
    }

    /** How many values were dropped. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything that was added before has been written; false if that takes too long. */
    boolean flush(Duration most) {
        lock.lock();
        try {
            long target = added;
            long left = most.toNanos();
            while (done < target && left > 0) {
                hurry = true;
                changed.signalAll();
                left = changed.awaitNanos(left);
            }
            return done >= target;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left, as far as that succeeds at once, and ends the thread. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
        });
    }

    private void work() {
        for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
        }
    }

    private void write(List<T> batch) {
        try {
            sink.accept(batch);
            locked(() -> {
                done += batch.size();
                changed.signalAll();
                tell();
            });
        } catch (StoreException away) {
            log.debug("Not written, trying again: {}", away.getMessage());
            giveBack(batch);
        } catch (Throwable broken) {
            log.error("{} stumbled and tries again", thread.getName(), broken);
            giveBack(batch);
        }
    }

    private void giveBack(List<T> batch) {
        lock.lock();
        try {
            if (closed) {
                log.warn("{} executions were not kept in the history", batch.size() + queue.size());
                queue.clear();
                return;
            }
            for (int i = batch.size() - 1; i >= 0; i--) {
                queue.addFirst(batch.get(i));
            }
            await(RETRY, () -> closed);
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, after a moment in which it may fill; empty once closed and drained. */
    private List<T> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            await(LINGER, () -> queue.size() >= Batch.MOST || hurry || closed);
            List<T> batch = new ArrayList<>();
            while (batch.size() < Batch.MOST && !queue.isEmpty()) {
                batch.add(queue.removeFirst());
            }
            hurry = hurry && !queue.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration most, BooleanSupplier enough) {
        long left = most.toNanos();
        try {
            while (left > 0 && !enough.getAsBoolean()) {
                left = waiter.await(changed, left);
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted: only closing ends this thread");
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a signal, but no longer than so many nanoseconds; how many of them are left. */
    @FunctionalInterface
    interface Waiter {
        long await(Condition signal, long nanos) throws InterruptedException;
    }
}
