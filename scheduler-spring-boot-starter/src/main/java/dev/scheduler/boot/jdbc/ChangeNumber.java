package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number of the last change that all nodes have to look at: one row. */
final class ChangeNumber {

    static final List<Column> COLUMNS = List.of(Column.number("id"), Column.number("last_number"));
    private static final Batch FIRST = new Batch(COLUMNS, List.<@Nullable Object[]>of(new Object[] {1L, 0L}));

    private final Database database;
    private final String table;

    ChangeNumber(Database database) {
        this.database = database;
        this.table = database.tables().change();
    }

    /** The number of the last change; 0 before the first. */
    long last(Connection connection) throws SQLException {
        String sql = "SELECT last_number FROM " + table + " WHERE id = 1";
        List<Long> numbers = database.query(connection, row -> row.getLong(1), sql);
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    /**
     * Takes the next number. Whoever wants the one after it waits until this transaction ends. The row is made before it is
     * looked for: in MySQL, all who look for one that is not there would wait for each other.
     */
    long next(Connection connection) throws SQLException {
        String first = database.dialect().insertNew(table, FIRST, List.of("id"), "1 = 1", database.patience());
        database.update(connection, first, FIRST);
        String lock =
                database.dialect().lock("e.last_number", table, FIRST, "e.id = v.id", "e.id", database.patience());
        long next =
                database.query(connection, row -> row.getLong(1), lock, FIRST).get(0) + 1;
        database.update(connection, "UPDATE " + table + " SET last_number = ? WHERE id = 1", next);
        return next;
    }
}
