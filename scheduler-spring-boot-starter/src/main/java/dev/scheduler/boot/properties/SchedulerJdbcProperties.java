package dev.scheduler.boot.properties;

import dev.scheduler.boot.jdbc.SchemaScript;
import dev.scheduler.boot.jdbc.Tables;
import dev.scheduler.schedule.Durations;
import dev.scheduler.task.Faults;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Locks and history in a database.
 *
 * @param enabled Whether locks and history are kept in the application's database, if it has one.
 * @param initializeSchema When the tables are created where they do not exist: always, never, or in embedded databases only.
 * @param schema The script that creates the tables, where @@platform@@ stands for the database; default is the starter's own.
 * @param platform What stands for the database in the name of the script; default is what the driver says.
 * @param tablePrefix What the names of the scheduler's tables begin with; may name a schema, as in "jobs.scheduler_".
 * @param lockTable The table of the locks, which is ShedLock's own; may name a schema, as in "jobs.shedlock".
 * @param connections How many connections the scheduler has for itself; default is none, it takes the application's.
 * @param timeout How long a statement may take, such as "5 seconds"; from 1 second to 1 hour.
 */
@ConfigurationProperties("scheduler.jdbc")
public record SchedulerJdbcProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
        @Nullable String schema,
        @Nullable String platform,
        @DefaultValue(Tables.DEFAULT_PREFIX) String tablePrefix,
        @DefaultValue(Tables.SHEDLOCK) String lockTable,
        @Nullable Integer connections,
        @DefaultValue("5 seconds") String timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** How long a statement may take. */
    public Duration statementTimeout(Faults faults) {
        return PropertyReading.read("jdbc.timeout", timeout, SchedulerJdbcProperties::asTimeout, TIMEOUT, faults);
    }

    /** Where the script is that creates the tables, with {@code @@platform@@} for the database. */
    public String schemaLocation() {
        return schema == null ? "classpath:" + SchemaScript.location("@@platform@@") : schema;
    }

    /** How many connections the scheduler has for itself; 0 where it takes the application's. */
    public int ownConnections(Faults faults) {
        return PropertyReading.read("jdbc.connections", connections, PropertyReading::atLeastOne, 0, faults);
    }

    /** The names of the tables. */
    public Tables tables(Faults faults) {
        Tables standard = Tables.standard();
        Tables ours = PropertyReading.read("jdbc.table-prefix", tablePrefix, Tables::new, standard, faults);
        Tables locks = PropertyReading.read(
                "jdbc.lock-table", lockTable, name -> new Tables(standard.prefix(), name), standard, faults);
        return new Tables(ours.prefix(), locks.shedLock());
    }

    private static Duration asTimeout(String text) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException("expected " + Durations.words(SHORTEST_TIMEOUT) + " or more");
        }
        if (duration.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("expected " + Durations.words(LONGEST_TIMEOUT) + " or less");
        }
        return duration;
    }
}
