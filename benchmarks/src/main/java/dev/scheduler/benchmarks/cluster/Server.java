package dev.scheduler.benchmarks.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server that is started for this run. */
final class Server implements AutoCloseable {

    /** As in production, but that no checkpoint falls into a measurement: its cost depends on when it happens to come. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "checkpoint_timeout", "30min",
            "max_wal_size", "8GB",
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.max", "50000",
            "pg_stat_statements.track_utility", "off");

    /** The bodies' rows are proof, not load: they cost as little as they can. */
    private static final Map<String, String> CHEAP = Map.of("fsync", "off", "synchronous_commit", "off");

    private final EmbeddedPostgres postgres;
    private final long postmaster;

    private Server(EmbeddedPostgres postgres, long postmaster) {
        this.postgres = postgres;
        this.postmaster = postmaster;
    }

    static Server durable() throws IOException {
        Server server = start(DURABLE);
        server.execute("postgres", "CREATE EXTENSION pg_stat_statements");
        server.requireDurable();
        return server;
    }

    static Server cheap() throws IOException {
        return start(CHEAP);
    }

    private static Server start(Map<String, String> settings) throws IOException {
        Path data = Files.createTempDirectory("cluster-benchmark-");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(data);
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgres postgres = builder.start();
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        return new Server(postgres, Long.parseLong(pid.strip()));
    }

    /** The server is told to do without, before it is told to do with. */
    private void requireDurable() {
        String fsync = query("postgres", "SHOW fsync").get(0).get(0);
        if (!fsync.equals("on")) {
            throw new IllegalStateException("fsync is " + fsync + ", expected on");
        }
    }

    /** Makes an empty database, in the place of one of this name. */
    void createDatabase(String name, List<String> tables) {
        execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        execute(name, tables.toArray(String[]::new));
    }

    String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    double cpuSeconds() {
        return ProcessorTime.ofFamily(postmaster);
    }

    void execute(String database, String... statements) {
        try (Connection connection = open(database)) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, each column as text. */
    List<List<String>> query(String database, String sql, Object... parameters) {
        try (Connection connection = open(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return rows(statement.executeQuery());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(result.getString(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private Connection open(String database) throws SQLException {
        DataSource source = postgres.getDatabase("postgres", database);
        return source.getConnection();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
