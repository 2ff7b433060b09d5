package dev.scheduler.boot.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Looks whether the tables are there, so that a missing one is told of when the application starts. */
public final class TableCheck {

    private TableCheck() {}

    /**
     * The names of the tables that are missing.
     *
     * @throws StoreException if one cannot be read for another reason
     */
    public static List<String> missing(Database database) {
        Tables tables = database.tables();
        return List.of(tables.execution(), tables.task(), tables.node(), tables.shedLock()).stream()
                .filter(table -> isMissing(database, table))
                .toList();
    }

    private static boolean isMissing(Database database, String table) {
        try {
            String sql = "SELECT 1 FROM " + table + " WHERE 1 = 0";
            database.call(connection -> database.query(connection, row -> 1, sql));
            return false;
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && Dialect.isMissingTable(cause)) {
                return true;
            }
            throw e;
        }
    }

    /** Where the script is on the class path that creates them. */
    public static String script(Database database) {
        return SchemaScript.location(database.dialect().platform());
    }
}
