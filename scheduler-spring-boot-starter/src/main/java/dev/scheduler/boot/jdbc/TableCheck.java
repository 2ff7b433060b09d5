package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Looks whether the tables are there, so that a missing one is told of when the application starts. */
public final class TableCheck {

    private TableCheck() {}

    /** What a table must have. */
    private record Table(String name, List<Column> columns) {}

    /**
     * The names of the tables that are missing.
     *
     * @throws StoreException if one cannot be read for another reason
     */
    public static List<String> missing(Database database) {
        return tables(database.tables()).stream()
                .map(Table::name)
                .filter(table -> lacks(database, table, "1", Dialect::isMissingTable))
                .toList();
    }

    /**
     * The names of the columns that tables of an older form lack, each behind its table's name and a dot. All tables are there.
     *
     * @throws StoreException if one cannot be read for another reason
     */
    public static List<String> missingColumns(Database database) {
        List<String> missing = new ArrayList<>();
        for (Table table : tables(database.tables())) {
            if (lacksColumns(database, table.name(), Column.names("", table.columns()))) {
                table.columns().stream()
                        .map(Column::name)
                        .filter(column -> lacksColumns(database, table.name(), column))
                        .forEach(column -> missing.add(table.name() + "." + column));
            }
        }
        return missing;
    }

    private static boolean lacksColumns(Database database, String table, String columns) {
        return !columns.isEmpty() && lacks(database, table, columns, Dialect::isMissingColumn);
    }

    private static List<Table> tables(Tables names) {
        return List.of(
                new Table(names.execution(), ExecutionRow.COLUMNS),
                new Table(names.task(), TaskTable.COLUMNS),
                new Table(names.endedSchedule(), TaskTable.ENDED),
                new Table(names.node(), JdbcNodeRows.COLUMNS),
                new Table(names.pause(), OperationRow.PAUSE),
                new Table(names.override(), OperationRow.OVERRIDE),
                new Table(names.operation(), OperationRow.OPERATION),
                new Table(names.change(), ChangeNumber.COLUMNS),
                new Table(names.shedLock(), List.of()));
    }

    private static boolean lacks(Database database, String table, String columns, Predicate<SQLException> isMissing) {
        try {
            String sql = "SELECT " + columns + " FROM " + table + " WHERE 1 = 0";
            database.call(connection -> database.query(connection, row -> 1, sql));
            return false;
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && isMissing.test(cause)) {
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
