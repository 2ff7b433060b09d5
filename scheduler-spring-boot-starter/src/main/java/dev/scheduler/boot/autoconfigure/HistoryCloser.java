package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.JdbcHistory;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;

/**
 * Writes what the history has not written yet when the application ends: after the scheduler has stopped, as that is done
 * before any bean is destroyed, and before the data source is closed, as that was made earlier.
 */
record HistoryCloser(JdbcHistory history) implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public void destroy() {
        history.flush(PATIENCE);
        history.close();
    }
}
