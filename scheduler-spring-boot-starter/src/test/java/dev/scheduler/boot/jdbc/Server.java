package dev.scheduler.boot.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.scheduler.lock.MariaDbServer;
import dev.scheduler.thread.Threads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Real database servers, each started once for all tests; their sessions are not in UTC where that can be. */
enum Server {
    H2,
    POSTGRESQL,
    MARIADB;

    private static final Map<Server, HikariDataSource> POOLS = new EnumMap<>(Server.class);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Path LOG = temporaryFile();

    /** Tables of a prefix that nobody had before, empty. */
    Database fresh() {
        Database database = unprepared();
        SchemaScript.run(database);
        return database;
    }

    /** The same, by a clock that is ahead. */
    Database fresh(Supplier<Duration> ahead) {
        Database database = unprepared(ahead);
        SchemaScript.run(database);
        return database;
    }

    /** The same by other threads. */
    Database fresh(Threads threads) {
        Database database = SteppedDatabase.open(
                pool(), unprepared().tables(), Duration.ofSeconds(20), threads, () -> Duration.ZERO);
        SchemaScript.run(database);
        return database;
    }

    /** Deletes all rows. */
    static void empty(Database database) {
        Tables tables = database.tables();
        for (String table : List.of(
                tables.execution(),
                tables.task(),
                tables.endedSchedule(),
                tables.node(),
                tables.pause(),
                tables.override(),
                tables.operation(),
                tables.change(),
                tables.shedLock())) {
            database.call(connection -> database.update(connection, "DELETE FROM " + table));
        }
    }

    /** Tables of a prefix that nobody had before, not created yet. */
    Database unprepared() {
        return unprepared(() -> Duration.ZERO);
    }

    private Database unprepared(Supplier<Duration> ahead) {
        String prefix = "t" + DATABASES.incrementAndGet() + "_";
        Tables tables = new Tables(prefix, prefix + Tables.SHEDLOCK);
        return SteppedDatabase.open(pool(), tables, Duration.ofSeconds(20), ahead);
    }

    HikariDataSource pool() {
        synchronized (POOLS) {
            return POOLS.computeIfAbsent(this, Server::start);
        }
    }

    /** What PostgreSQL has logged. */
    static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HikariDataSource start() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        if (this == MARIADB) {
            config.setUsername("root");
        }
        config.setMaximumPoolSize(12);
        return new HikariDataSource(config);
    }

    private String url() {
        try {
            return switch (this) {
                case H2 -> "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1;TIME ZONE=America/New_York";
                case POSTGRESQL ->
                    EmbeddedPostgres.builder()
                            .setServerConfig("synchronous_commit", "on")
                            .setOutputRedirector(Redirect.appendTo(LOG.toFile()))
                            .setErrorRedirector(Redirect.appendTo(LOG.toFile()))
                            .start()
                            .getJdbcUrl("postgres", "postgres");
                case MARIADB -> "jdbc:mariadb://localhost:" + mariaDb() + "/test?sessionVariables=time_zone='-05:00'";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int mariaDb() {
        try {
            return MariaDbServer.start().getConfiguration().getPort();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("postgres", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
