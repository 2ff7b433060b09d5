package dev.scheduler.boot.cluster;

import dev.scheduler.Execution;
import dev.scheduler.ExecutionState;
import dev.scheduler.Reason;
import dev.scheduler.Trigger;
import dev.scheduler.boot.jdbc.Claims;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.JdbcHistory;
import dev.scheduler.boot.jdbc.SchemaScript;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.boot.jdbc.TaskMark;
import dev.scheduler.boot.jdbc.TaskMarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An H2 database of its own for each test. */
final class SharedDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final Database database;
    final TaskMarks marks;
    private final JdbcConnectionPool pool;
    private final AtomicInteger asked = new AtomicInteger();

    SharedDatabase() {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:cluster" + COUNT.incrementAndGet(), "sa", "");
        database = Database.open(new Counting(pool, asked), Tables.standard(), Duration.ofSeconds(5));
        SchemaScript.run(database);
        marks = new TaskMarks(database);
    }

    TaskMark mark(String task) {
        return Objects.requireNonNull(marks.all().get(task));
    }

    /** What is recorded of a task, the newest first. */
    List<Execution> rows(String task) {
        try (JdbcHistory history = new JdbcHistory(database, new Claims(database), "reader")) {
            return history.executions(task);
        }
    }

    /** Claims a scheduled time for a node. */
    Execution claim(Claims claims, String node, String task, Instant time) {
        Execution execution = execution(node, task, time, ExecutionState.RUNNING, null);
        assertThat(claims.claim(List.of(execution))).containsExactly(execution.id());
        return execution;
    }

    /** Records an outcome without a claim. */
    void record(String node, String task, Instant time, ExecutionState state, @Nullable Reason reason) {
        try (JdbcHistory history = new JdbcHistory(database, new Claims(database), node)) {
            history.ended(execution(node, task, time, state, reason));
            assertThat(history.flush(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static Execution execution(
            String node, String task, Instant time, ExecutionState state, @Nullable Reason reason) {
        return new Execution(
                "row" + COUNT.incrementAndGet(),
                task,
                time,
                time,
                1,
                Trigger.SCHEDULE,
                0,
                node,
                state,
                reason,
                null,
                null,
                state.isFinal() ? time : null,
                null,
                null);
    }

    /** How often a connection was asked for. */
    int asked() {
        return asked.get();
    }

    /** Loses its tables. */
    void breakDown() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }

    private static final class Counting extends DelegatingDataSource {

        private final AtomicInteger asked;

        Counting(DataSource target, AtomicInteger asked) {
            super(target);
            this.asked = asked;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
