package dev.scheduler.boot.jdbc;

import java.util.List;

/** Sees to it that a missing table is told of when the application starts, not when the first task is due. */
public final class TableCheck {

    private TableCheck() {}

    /**
     * Reads nothing from each table.
     *
     * @throws StoreException if one is missing or may not be read
     */
    public static void run(Database database) {
        Tables tables = database.tables();
        for (String table : List.of(tables.execution(), tables.task(), tables.node(), tables.shedLock())) {
            String sql = "SELECT 1 FROM " + table + " WHERE 1 = 0";
            database.call(connection -> database.query(connection, row -> 1, sql));
        }
    }
}
