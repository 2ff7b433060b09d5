package dev.scheduler.boot.cluster;

import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands values to a slow sink in batches, on one thread of its own. Whoever adds never waits. A batch that fails is tried
 * again until it goes through, in ever smaller parts, and what fails alone comes after all others, ever more rarely; meanwhile
 * values that may be dropped are, once there are too many.
 */
final class WriteBehind<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);

    /** The most values of a batch. */
    static final int MOST = 256;

    static final Duration RETRY = Duration.ofSeconds(1);

    /** The longest wait between two tries of what failed alone. */
    static final Duration MOST_RETRY = Duration.ofMinutes(1);

    private static final Duration LINGER = Duration.ofMillis(25);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    /** So many in a row are those of more than one value. */
    private static final int MOST_LAST_FAILURES = 12;

    private final String name;
    private final int capacity;
    private final Consumer<List<T>> sink;
    private final Threads threads;
    private final Threads.Loop loop;

    private final RetryQueue<T> queue = new RetryQueue<>(1, MOST, MOST);

    /** What failed alone. */
    private final RetryQueue<T> late = new RetryQueue<>(0, 1, MOST);

    private Duration lateWait = RETRY;
    private long lateSince;

    /** How many of the late ones, the first, are wanted to be tried once more at once. */
    private int untried;

    private long added;

    /** How many were written or came to be late. */
    private long passed;

    private long dropped;
    private long told;
    private boolean started;
    private boolean lingers;
    private boolean hurry;

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
        if (queue.size() + late.size() >= most) {
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

    /**
     * Waits until everything that was added before has been written; false if that takes too long, or if what failed alone
     * before fails again.
     */
    boolean flush(Duration most) {
        long target = hurry();
        long begun = threads.nanoTime();
        loop.wake();
        try {
            while (!isSettled(target) && threads.nanoTime() - begun < most.toNanos()) {
                threads.sleep(POLL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return isDone(target);
    }

    private synchronized long hurry() {
        hurry = !queue.isEmpty();
        untried = late.size();
        return added;
    }

    private synchronized boolean isSettled(long target) {
        return passed >= target && untried == 0;
    }

    private synchronized boolean isDone(long target) {
        return passed >= target && late.isEmpty();
    }

    /** Writes what is left, as far as that succeeds at once, and ends the thread. */
    @Override
    public void close() {
        hurry();
        if (loop.end(LAST_BATCH)) {
            hurry();
            writeLeft();
        }
        tellLost();
    }

    /** One value that fails keeps out none behind it; a database that is away is given up. */
    private void writeLeft() {
        long begun = threads.nanoTime();
        int failures = 0;
        Batch<T> batch = batch();
        while (batch != null) {
            log.debug("{} writes what is left", name);
            failures = write(batch) ? 0 : failures + 1;
            boolean isAway = failures > 0 && threads.nanoTime() - begun >= LAST_BATCH.toNanos();
            batch = isAway || failures == MOST_LAST_FAILURES ? null : batch();
        }
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
        Batch<T> batch = batch();
        if (batch != null && !write(batch) && !batch.isLate()) {
            return RETRY;
        }
        return untilNext();
    }

    /** A batch has a moment in which it may fill. */
    private synchronized boolean lingers() {
        lingers = !lingers && !hurry && !queue.isEmpty() && queue.size() < MOST;
        return lingers;
    }

    private synchronized Duration untilNext() {
        if (!queue.isEmpty()) {
            return Duration.ZERO;
        }
        return late.isEmpty() ? IDLE : untilLate();
    }

    private Duration untilLate() {
        Duration left = lateWait.minusNanos(threads.nanoTime() - lateSince);
        return untried > 0 || left.isNegative() ? Duration.ZERO : left;
    }

    private record Batch<T>(List<T> values, boolean isLate) {}

    private synchronized @Nullable Batch<T> batch() {
        boolean isLate = queue.isEmpty();
        if (isLate && (late.isEmpty() || !untilLate().isZero())) {
            return null;
        }
        List<T> values = isLate ? late.take() : queue.take();
        hurry = hurry && !queue.isEmpty();
        return new Batch<>(values, isLate);
    }

    private boolean write(Batch<T> batch) {
        try {
            sink.accept(batch.values());
            written(batch);
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
    private synchronized void written(Batch<T> batch) {
        if (batch.isLate()) {
            late.succeeded();
            lateWait = RETRY;
            untried = Math.max(0, untried - batch.values().size());
        } else {
            queue.succeeded();
            passed += batch.values().size();
        }
        if (dropped > told) {
            log.warn("{} executions were not kept in the history", dropped - told);
            told = dropped;
        }
    }

    /** Where the database is not away, one value may be at fault: it must not keep out those behind it. */
    private synchronized void giveBack(Batch<T> batch) {
        T alone = (batch.isLate() ? late : queue).failed(batch.values());
        if (alone == null) {
            return;
        }
        late.add(alone);
        if (batch.isLate()) {
            untried = Math.max(0, untried - 1);
            Duration longer = lateWait.multipliedBy(2);
            lateWait = longer.compareTo(MOST_RETRY) < 0 ? longer : MOST_RETRY;
        } else {
            passed++;
        }
        lateSince = threads.nanoTime();
    }
}
