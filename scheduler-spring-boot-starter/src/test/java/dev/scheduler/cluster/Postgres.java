package dev.scheduler.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL for all scenarios, which keeps its promises: what is committed is on the disk. */
final class Postgres {

    private static final Path LOG = Path.of("target", "cluster", "postgres.log");
    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            Files.createDirectories(LOG.getParent());
            Files.deleteIfExists(LOG);
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("log_line_prefix", "%m:%p:%d:")
                    .setOutputRedirector(Redirect.appendTo(LOG.toFile()))
                    .setErrorRedirector(Redirect.appendTo(LOG.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    /** An empty database of this name. */
    static void create(String database) {
        JdbcTemplate server = connect("postgres");
        server.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        server.execute("CREATE DATABASE " + database);
    }

    /** The way to a database that no scenario disturbs. */
    static JdbcTemplate connect(String database) {
        return new JdbcTemplate(new DriverManagerDataSource(url(port(), database), "postgres", "postgres"));
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** What the server has logged of a database. */
    static List<String> log(String database) {
        try {
            return Files.readAllLines(LOG).stream()
                    .filter(line -> line.contains(":" + database + ":"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
