package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.SharedHistory;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;

/**
 * Writes what the history has not written yet when the application ends: after the scheduler has stopped, as that is done
 * before any bean is destroyed, and before the data source is closed, as that was made earlier.
 */
final class HistoryCloser implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SharedHistory history;
    private final Duration patience;
    private volatile boolean gaveUp;

    HistoryCloser(SharedHistory history) {
        this(history, PATIENCE);
    }

    /** @param patience how long to wait for the database */
    HistoryCloser(SharedHistory history, Duration patience) {
        this.history = history;
        this.patience = patience;
    }

    /** Waits for what is not written yet, also while the database is away: it may come back, and nobody else knows. */
    void flush() {
        gaveUp = !history.flush(patience);
    }

    /** Waits for a database that did not answer in time no second time. */
    @Override
    public void destroy() {
        if (!gaveUp) {
            flush();
        }
        history.close();
    }
}
