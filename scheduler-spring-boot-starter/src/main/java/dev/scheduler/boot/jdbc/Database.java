package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.lock.Outage;
import dev.scheduler.thread.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The shared database, on connections of our own: each statement commits itself, whatever transaction the calling thread
 * is in. A {@code DataSource} that hands out the calling thread's connection must be unwrapped before it comes here.
 */
public final class Database {

    private static final String ASKER = "the scheduler's database";

    /** How often work that collided is tried again; of those that collide, all but one go on. */
    private static final int MOST_COLLISIONS = 10;

    private static final Duration MOST_PAUSE = Duration.ofMillis(50);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Tables tables;
    private final Duration timeout;
    private final Threads threads;
    private final Outage outage;

    private Database(DataSource dataSource, Dialect dialect, Tables tables, Duration timeout, Threads threads) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.tables = tables;
        this.timeout = timeout;
        this.threads = threads;
        this.outage = new Outage(threads);
    }

    /**
     * Looks which database it is.
     *
     * @param timeout how long a statement may take, rounded up to seconds; half of it for waiting for a lock. A connection on
     *     which nothing comes back for a second longer is broken off
     * @throws StoreException if it cannot be reached
     * @throws IllegalArgumentException if it is of a kind that we do not know
     */
    public static Database open(DataSource dataSource, Tables tables, Duration timeout) {
        return open(dataSource, tables, timeout, Threads.system(), () -> Duration.ZERO);
    }

    /** @param ahead by how much tests let the database's clock be ahead of what it says */
    static Database open(
            DataSource dataSource, Tables tables, Duration timeout, Threads threads, Supplier<Duration> ahead) {
        return new Database(dataSource, Dialect.of(product(dataSource), ahead), tables, timeout, threads);
    }

    private static String product(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException | RuntimeException e) {
            throw new StoreException("The database of the scheduler's history cannot be reached: " + e.getMessage(), e);
        }
    }

    /** What tells that the database does not answer; to be shared by all that use it. */
    public Outage outage() {
        return outage;
    }

    Dialect dialect() {
        return dialect;
    }

    Tables tables() {
        return tables;
    }

    /** The monotonic clock, and what else waits. */
    Threads threads() {
        return threads;
    }

    /** How long a statement may wait for a lock. */
    Duration patience() {
        return timeout.dividedBy(2);
    }

    /** Does work whose statements each commit themselves; again, where it collided with another's. */
    <T> T call(Work<T> work) {
        return withConnection(true, work);
    }

    /** Does work that commits as a whole, or not at all where it throws; again, where it collided with another's. */
    <T> T transaction(Work<T> work) {
        return withConnection(false, connection -> {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        });
    }

    /** Does work that commits as a whole where it comes to true, and changes nothing else. */
    boolean allOrNothing(Work<Boolean> work) {
        return transaction(connection -> {
            boolean done = work.on(connection);
            if (!done) {
                connection.rollback();
            }
            return done;
        });
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** A {@code DataSource} of the user's, or what it wraps its connections in, may throw anything. */
    private <T> T withConnection(boolean autoCommit, Work<T> work) {
        for (int collisions = 0; ; collisions++) {
            try (Session session = Session.open(dataSource, autoCommit, silence())) {
                T result = work.on(session.connection());
                outage.over(ASKER);
                return result;
            } catch (SQLException e) {
                if (!dialect.isCollision(e) || collisions == MOST_COLLISIONS) {
                    throw told(explained(e));
                }
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                throw told(new StoreException("The scheduler's database failed: " + e, e));
            }
            letPass(collisions);
        }
    }

    /** Lets whatever there was a collision with get to its end. */
    private void letPass(int collisions) {
        Duration pause = Duration.ofMillis(2L << collisions);
        try {
            threads.sleep(pause.compareTo(MOST_PAUSE) < 0 ? pause : MOST_PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A statement's own limit comes first, where the database still says something. */
    private Duration silence() {
        return timeout.plusSeconds(1);
    }

    private StoreException told(StoreException e) {
        if (!e.isOfValues()) {
            outage.failed(ASKER, e.getMessage() + ". Claims and history wait until it answers again");
        }
        return e;
    }

    private StoreException explained(SQLException e) {
        if (Dialect.isMissingTable(e)) {
            return new StoreException(
                    "A table of the scheduler is missing (" + e.getMessage() + "): run the script "
                            + SchemaScript.location(dialect.platform())
                            + " or set scheduler.jdbc.initialize-schema=always",
                    e);
        }
        if (Dialect.isMissingColumn(e)) {
            return new StoreException(
                    "A table of the scheduler is of an older form (" + e.getMessage() + "): drop it and run the script "
                            + SchemaScript.location(dialect.platform()),
                    e);
        }
        String message = "The scheduler's database failed: " + e.getMessage();
        return Dialect.isOfValues(e) ? new RefusedValues(message, e) : new StoreException(message, e);
    }

    /** The database's clock, in UTC. */
    LocalDateTime now(Connection connection) throws SQLException {
        return query(connection, row -> row.getObject(1, LocalDateTime.class), dialect.now())
                .get(0);
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        dialect.limit(statement, timeout);
        return statement;
    }

    /** Runs a change with its parameters, and returns how many rows it changed. */
    int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            set(statement, 1, parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs a query with its parameters, and reads each row. */
    <T> List<T> query(Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            set(statement, 1, parameters);
            return read(statement, row);
        }
    }

    /** Runs a query that carries a batch, before its other parameters, or a change that returns rows, and reads each row. */
    <T> List<T> query(Connection connection, Row<T> row, String sql, Batch batch, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            set(statement, dialect.bind(statement, 1, batch), parameters);
            return read(statement, row);
        }
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(row.read(rows));
            }
            return values;
        }
    }

    /** Runs a change that carries a batch, and returns how many rows it changed. */
    int update(Connection connection, String sql, Batch batch, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            set(statement, dialect.bind(statement, 1, batch), parameters);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int from, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(from + i, parameters[i]);
        }
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads the row that a result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
