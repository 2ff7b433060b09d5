package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.support.StorageAccessor;

/**
 * Locks in ShedLock's table, one at a time, by the database's time and as ShedLock's own provider understands them. Rows come
 * into being free and are taken then; they are never deleted.
 */
final class LockTable implements StorageAccessor {

    /** Within what MySQL's timestamps can hold. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final List<Column> ROW =
            List.of(Column.text("name"), Column.time("lock_until"), Column.time("locked_at"), Column.text("locked_by"));

    private final Database database;
    private final Dialect dialect;
    private final String node;
    private final String update;
    private final String now;

    /**
     * @param node what locks are held by
     */
    LockTable(Database database, String node) {
        this.database = database;
        this.dialect = database.dialect();
        this.node = node;
        this.update = "UPDATE " + database.tables().shedLock() + " SET lock_until = ";
        this.now = dialect.shedLockNow();
    }

    /** Makes the rows that are missing, held by nobody. */
    void make(Connection connection, Collection<String> names) throws SQLException {
        for (Batch batch : Batch.of(ROW, names, name -> new Object[] {name, LONG_AGO, LONG_AGO, node})) {
            String table = database.tables().shedLock();
            database.update(
                    connection, dialect.insertNew(table, batch, List.of("name"), "1 = 1", database.patience()), batch);
        }
    }

    /** Takes a lock that nobody holds, if its row is there. */
    boolean take(Connection connection, String name, Duration length) throws SQLException {
        String sql = update + dialect.plus(now, length) + ", locked_at = " + now
                + ", locked_by = ? WHERE name = ? AND lock_until <= " + now;
        return database.update(connection, sql, node, name) == 1;
    }

    @Override
    public boolean insertRecord(LockConfiguration lock) {
        return database.call(connection -> {
            make(connection, List.of(lock.getName()));
            return take(connection, lock.getName(), lock.getLockAtMostFor());
        });
    }

    @Override
    public boolean updateRecord(LockConfiguration lock) {
        return database.call(connection -> take(connection, lock.getName(), lock.getLockAtMostFor()));
    }

    /** Keeps a lock that we still hold for a while from now. */
    boolean keep(Connection connection, String name, Duration length) throws SQLException {
        return end(connection, name, dialect.plus(now, length));
    }

    @Override
    public boolean extend(LockConfiguration lock) {
        return database.call(connection -> keep(connection, lock.getName(), lock.getLockAtMostFor()));
    }

    @Override
    public void unlock(LockConfiguration lock) {
        String earliest = dialect.plus("locked_at", lock.getLockAtLeastFor());
        String end = "CASE WHEN " + earliest + " > " + now + " THEN " + earliest + " ELSE " + now + " END";
        database.call(connection -> end(connection, lock.getName(), end));
    }

    private boolean end(Connection connection, String name, String end) throws SQLException {
        String sql = update + end + " WHERE name = ? AND locked_by = ? AND lock_until > " + now;
        return database.update(connection, sql, name, node) == 1;
    }
}
