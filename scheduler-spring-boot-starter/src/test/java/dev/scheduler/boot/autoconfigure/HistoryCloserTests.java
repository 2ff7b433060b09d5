package dev.scheduler.boot.autoconfigure;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Trigger;
import dev.scheduler.boot.cluster.ClusterNode;
import dev.scheduler.boot.cluster.ClusterSettings;
import dev.scheduler.boot.cluster.ClusterStore;
import dev.scheduler.boot.cluster.SharedHistory;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.ExecutionReader;
import dev.scheduler.boot.jdbc.JdbcClaimLocks;
import dev.scheduler.boot.jdbc.JdbcExecutionRows;
import dev.scheduler.boot.jdbc.JdbcNodeRows;
import dev.scheduler.boot.jdbc.JdbcOperationRows;
import dev.scheduler.boot.jdbc.JdbcPurge;
import dev.scheduler.boot.jdbc.JdbcTaskRows;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryCloserTests {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** Its tables are missing, so that nothing can be written. */
    @Test
    void waitsOnceForADatabaseThatIsAway() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:closer");
        Database database = Database.open(source, Tables.standard(), Duration.ofSeconds(5));
        ClusterStore store = new ClusterStore(
                new JdbcTaskRows(database),
                new JdbcExecutionRows(database),
                new ExecutionReader(database),
                new JdbcNodeRows(database),
                new JdbcOperationRows(database),
                new JdbcPurge(database, "node", 1, Duration.ofDays(1)),
                new JdbcClaimLocks(database),
                database.outage());
        ClusterSettings settings =
                new ClusterSettings(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(5));
        SharedHistory history =
                new ClusterNode("node", store, settings, InstantSource.system(), Threads.system()).history();
        HistoryCloser closer = new HistoryCloser(history, PATIENCE);
        history.ended(succeeded());

        assertThat(timeOf(closer::flush)).isLessThan(PATIENCE.plusSeconds(1));
        assertThat(timeOf(closer::destroy)).isLessThan(PATIENCE);
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Execution succeeded() {
        return new Execution(
                "id",
                "a",
                TIME,
                TIME,
                1,
                Trigger.SCHEDULE,
                1,
                "node",
                ExecutionState.SUCCEEDED,
                null,
                null,
                TIME,
                TIME,
                null,
                null);
    }
}
