package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.SchemaScript;
import dev.scheduler.boot.properties.SchedulerJdbcProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Creates the tables where they do not exist. In all but one point as Spring Boot does it for its own: the script is run by
 * one node at a time, as PostgreSQL logs an error where two create the same table, and with the tables' prefix.
 */
final class JdbcSchemaInitializer extends DataSourceScriptDatabaseInitializer {

    private final Database database;

    JdbcSchemaInitializer(DataSource dataSource, Database database, SchedulerJdbcProperties properties) {
        super(dataSource, settings(dataSource, properties));
        this.database = database;
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource, SchedulerJdbcProperties properties) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(properties.initializeSchema());
        settings.setSchemaLocations(locations(dataSource, properties));
        return settings;
    }

    private static List<String> locations(DataSource dataSource, SchedulerJdbcProperties properties) {
        PlatformPlaceholderDatabaseDriverResolver resolver = new PlatformPlaceholderDatabaseDriverResolver();
        return StringUtils.hasText(properties.platform())
                ? resolver.resolveAll(properties.platform(), properties.schemaLocation())
                : resolver.resolveAll(dataSource, properties.schemaLocation());
    }

    @Override
    protected void runScripts(Scripts scripts) {
        for (Resource script : scripts) {
            SchemaScript.run(database, text(script));
        }
    }

    private static String text(Resource script) {
        try {
            return script.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
