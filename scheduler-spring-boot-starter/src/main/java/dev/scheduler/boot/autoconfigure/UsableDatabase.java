package dev.scheduler.boot.autoconfigure;

import dev.scheduler.boot.cluster.StoreException;
import dev.scheduler.boot.jdbc.Database;
import dev.scheduler.boot.jdbc.TableCheck;
import dev.scheduler.boot.jdbc.Tables;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

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

    /** Sees to it that the tables are there, and as they should be. */
    static void check(Database database) {
        String script = TableCheck.script(database);
        List<String> missing = asked(() -> TableCheck.missing(database));
        if (!missing.isEmpty()) {
            throw new UnusableDatabaseException(
                    "The database lacks " + (missing.size() == 1 ? "a table" : "tables") + " of the scheduler: "
                            + String.join(", ", missing),
                    "Run the script " + script + ", which is in the scheduler's jar, by hand or by Flyway or Liquibase;"
                            + " or set scheduler.jdbc.initialize-schema=always." + KEEP_OUT,
                    null);
        }
        List<String> columns = asked(() -> TableCheck.missingColumns(database));
        if (!columns.isEmpty()) {
            throw new UnusableDatabaseException(
                    "Tables of the scheduler are of an older form; they lack " + String.join(", ", columns),
                    "Drop these tables and run the script " + script + ", which is in the scheduler's jar." + KEEP_OUT,
                    null);
        }
    }

    private static List<String> asked(Supplier<List<String>> question) {
        try {
            return question.get();
        } catch (StoreException unreadable) {
            throw failed(unreadable);
        }
    }

    private static UnusableDatabaseException failed(StoreException cause) {
        return new UnusableDatabaseException(
                String.valueOf(cause.getMessage()), "See to the database, then start again." + KEEP_OUT, cause);
    }
}
