package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.TableCheck;
import dev.scheduler.boot.jdbc.Tables;
import java.time.Duration;
import java.util.List;

/** Opens the database, and says in plain words why that cannot be done. */
final class UsableDatabase {

    private static final String KEEP_OUT =
            " To keep locks and history out of the database, set scheduler.jdbc.enabled=false.";

    private UsableDatabase() {}

    static Database open(JdbcSource source, Tables tables, Duration timeout) {
        try {
            return Database.open(source.dataSource(), tables, timeout);
        } catch (IllegalArgumentException unknown) {
            throw new UnusableDatabaseException(
                    String.valueOf(unknown.getMessage()),
                    "Mark a DataSource of one of these with @SchedulerDataSource." + KEEP_OUT,
                    unknown);
        } catch (StoreException unreachable) {
            throw failed(unreachable);
        }
    }

    /** Sees to it that the tables are there. */
    static void check(Database database) {
        List<String> missing = missing(database);
        if (!missing.isEmpty()) {
            String script = TableCheck.script(database);
            throw new UnusableDatabaseException(
                    "The database lacks " + (missing.size() == 1 ? "a table" : "tables") + " of the scheduler: "
                            + String.join(", ", missing),
                    "Run the script " + script + ", which is in the scheduler's jar, by hand or by Flyway or Liquibase;"
                            + " or set scheduler.jdbc.initialize-schema=always." + KEEP_OUT,
                    null);
        }
    }

    private static List<String> missing(Database database) {
        try {
            return TableCheck.missing(database);
        } catch (StoreException unreadable) {
            throw failed(unreadable);
        }
    }

    private static UnusableDatabaseException failed(StoreException cause) {
        return new UnusableDatabaseException(
                String.valueOf(cause.getMessage()), "See to the database, then start again." + KEEP_OUT, cause);
    }
}
