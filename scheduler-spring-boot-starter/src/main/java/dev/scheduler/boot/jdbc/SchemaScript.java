package dev.scheduler.boot.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The script that creates our tables where they do not exist. Plain SQL that Flyway and Liquibase read as it is; here it is
 * run with other names for the tables, and by one node at a time.
 */
public final class SchemaScript {

    /** Any number that others hardly use: it names the lock under which PostgreSQL creates our tables. */
    private static final long LOCK = 0x5c4ed01e_7ab1e5L;

    private SchemaScript() {}

    /** Where the script for a platform is on the class path. */
    public static String location(String platform) {
        return "dev/scheduler/boot/jdbc/schema-" + platform + ".sql";
    }

    /** Creates what is missing. */
    public static void run(Database database) {
        run(database, read(location(database.dialect().platform())));
    }

    /** Runs a script of statements that each end in a semicolon, with the prefix of the database's tables. */
    public static void run(Database database, String script) {
        List<String> statements = statements(script, database.tables());
        if (database.dialect() instanceof PostgresDialect) {
            database.call(connection -> execute(connection, List.of(together(statements))));
        } else {
            database.transaction(connection -> execute(connection, statements));
        }
    }

    /**
     * PostgreSQL's {@code IF NOT EXISTS} fails on a key of its catalogue where two sessions create a table together; and it
     * locks an index's table also where the index exists. So all are one question, which PostgreSQL commits before it answers:
     * a node that starts on a slow line, or stands still meanwhile, keeps no other from claiming.
     */
    private static String together(List<String> statements) {
        return "SELECT pg_advisory_xact_lock(" + LOCK + ");\n" + String.join(";\n", statements);
    }

    private static int execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
            return statements.size();
        }
    }

    /** The statements of a script, without its comments. */
    static List<String> statements(String script, Tables tables) {
        List<String> statements = new ArrayList<>();
        for (String statement : script.replaceAll("(?m)^\\s*--.*$", "").split(";", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement
                        .strip()
                        .replace(" " + Tables.standard().runningIndex() + " ", " " + tables.runningIndex() + " ")
                        .replace(" " + Tables.DEFAULT_PREFIX, " " + tables.prefix())
                        .replace(" " + Tables.SHEDLOCK + " ", " " + tables.shedLock() + " "));
            }
        }
        return statements;
    }

    static String read(String location) {
        try (InputStream script = SchemaScript.class.getClassLoader().getResourceAsStream(location)) {
            if (script == null) {
                throw new IllegalStateException(location + " is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
