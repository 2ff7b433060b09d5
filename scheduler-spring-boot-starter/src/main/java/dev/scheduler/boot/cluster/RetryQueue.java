package dev.scheduler.boot.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values in line, taken in batches that shrink while they fail and grow while they go through. One that fails alone leaves the
 * line. Not thread-safe.
 */
final class RetryQueue<T> {

    private final Deque<T> values = new ArrayDeque<>();
    private final int patience;
    private final int limit;
    private int most;
    private int failures;

    /**
     * @param patience how many failures in a row are borne before batches shrink
     * @param most how many values the first batch has at most
     * @param limit how many any batch has at most
     */
    RetryQueue(int patience, int most, int limit) {
        this.patience = patience;
        this.most = most;
        this.limit = limit;
    }

    void add(T value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void clear() {
        values.clear();
    }

    /** Takes the next batch out. */
    List<T> take() {
        List<T> batch = new ArrayList<>();
        while (batch.size() < most && !values.isEmpty()) {
            batch.add(values.removeFirst());
        }
        return batch;
    }

    /** The batch that was taken last went through. */
    void succeeded() {
        failures = 0;
        most = Math.min(limit, most * 2);
    }

    /**
     * The batch that was taken last failed, and is first in line again.
     *
     * @return what failed alone, and is in line no more
     */
    @Nullable
    T failed(List<T> batch) {
        failures++;
        if (failures > patience) {
            most = Math.max(1, batch.size() / 2);
            if (batch.size() == 1) {
                return batch.get(0);
            }
        }
        for (int i = batch.size() - 1; i >= 0; i--) {
            values.addFirst(batch.get(i));
        }
        return null;
    }
}
