package dev.scheduler.boot.jdbc;

import dev.scheduler.lock.LockOwner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * ShedLock's table, by the database's time and as ShedLock's own provider understands it. Rows come into being free and are
 * taken then; they are never deleted. Whatever touches several rows goes in the order of their names, so that statements do
 * not wait in a circle.
 */
final class LockTable {

    /** How many rounds a row is asked for that changes hands at that moment. */
    static final int MOST_ROUNDS = 10;

    /** Within what MySQL's timestamps can hold. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String NOBODY = "nobody";

    private static final Column NAME = Column.text("name");
    private static final List<Column> ROW =
            List.of(NAME, Column.time("lock_until"), Column.time("locked_at"), Column.text("locked_by"));

    private final Database database;
    private final Dialect dialect;
    private final String table;

    LockTable(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().shedLock();
    }

    private String now() {
        return dialect.shedLockNow();
    }

    /** A condition: one of our executions has the row {@code e}, or had it last. */
    static String isOurs() {
        return "e.locked_by LIKE '%" + LockOwner.MARK + "%'";
    }

    /** A condition: nobody holds the lock of the row {@code e}. */
    String isFree() {
        return "e.lock_until <= " + now();
    }

    /** Makes the rows that are missing, held by nobody. */
    void make(Connection connection, Collection<String> names) throws SQLException {
        SortedSet<String> sorted = new TreeSet<>(names);
        for (Batch batch : Batch.of(ROW, sorted, name -> new Object[] {name, LONG_AGO, LONG_AGO, NOBODY})) {
            database.update(
                    connection, dialect.insertNew(table, batch, List.of("name"), "1 = 1", database.patience()), batch);
        }
    }

    /** Takes a lock that nobody holds or that is its owner's; else who holds it. */
    @Nullable
    Row take(Connection connection, String name, String owner, Duration length) throws SQLException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (update(connection, name, owner, length)) {
                return null;
            }
            Row row = rows(connection, List.of(name)).get(name);
            if (row == null) {
                make(connection, List.of(name));
            } else if (row.isHeld()) {
                return row.owner().equals(owner) ? null : row;
            }
        }
        throw changesHands(List.of(name));
    }

    SQLException changesHands(Collection<String> names) {
        return new SQLTransientException("rows of " + table + " keep changing hands: " + names);
    }

    private boolean update(Connection connection, String name, String owner, Duration length) throws SQLException {
        String sql = "UPDATE " + table + " SET lock_until = " + dialect.plus(now(), length) + ", locked_at = " + now()
                + ", locked_by = ? WHERE name = ? AND (lock_until <= " + now() + " OR locked_by = ?)";
        return database.update(connection, sql, owner, name, owner) == 1;
    }

    /** Keeps a lock that its owner still holds for a while from now. Some drivers do not count a row that keeps its end. */
    boolean keep(Connection connection, String name, String owner, Duration length) throws SQLException {
        if (end(connection, name, owner, dialect.plus(now(), length))) {
            return true;
        }
        Row row = rows(connection, List.of(name)).get(name);
        return row != null && row.isHeld() && row.owner().equals(owner);
    }

    /** Gives a lock back that its owner still holds, but not before a time has passed since it was taken. */
    void giveBack(Connection connection, String name, String owner, Duration atLeast) throws SQLException {
        String earliest = dialect.plus("locked_at", atLeast);
        end(
                connection,
                name,
                owner,
                "CASE WHEN " + earliest + " > " + now() + " THEN " + earliest + " ELSE " + now() + " END");
    }

    private boolean end(Connection connection, String name, String owner, String end) throws SQLException {
        String sql = "UPDATE " + table + " SET lock_until = " + end
                + " WHERE name = ? AND locked_by = ? AND lock_until > " + now();
        return database.update(connection, sql, name, owner) == 1;
    }

    /** Ends the hold of a lock, whoever holds it, by as much as the column may make a time later. */
    boolean expire(Connection connection, String name) throws SQLException {
        String sql = "UPDATE " + table + " SET lock_until = " + dialect.plus(now(), Duration.ofMillis(-1))
                + " WHERE name = ? AND lock_until > " + now();
        return database.update(connection, sql, name) == 1;
    }

    /** Changes the rows {@code e} for which a condition on them and on a batch's rows {@code v} holds; how many those were. */
    int change(Connection connection, Batch batch, List<Assignment> assignments, String condition) throws SQLException {
        String sql = dialect.update(
                table,
                dialect.inOrderOfTable(table, batch, "e.name = v.name", "e.name", database.patience()),
                assignments,
                "e.name = v.name AND (" + condition + ")",
                database.patience());
        return database.update(connection, sql, batch);
    }

    /** The rows of locks that have one, by the names asked for: a table that others made may take another case for the same. */
    Map<String, Row> rows(Connection connection, Collection<String> names) throws SQLException {
        Batch batch = new Batch(
                List.of(NAME), names.stream().map(name -> new Object[] {name}).toList());
        String sql = "SELECT v.name AS name, e.locked_by, " + dialect.fromShedLock("e.lock_until") + " AS lock_until, "
                + dialect.fromShedLock("e.locked_at") + " AS locked_at, CASE WHEN " + isFree()
                + " THEN 0 ELSE 1 END AS held FROM " + dialect.source(batch, table) + " v JOIN " + table
                + " e ON e.name = v.name";
        Map<String, Row> rows = new HashMap<>();
        database.query(connection, LockTable::read, sql, batch).forEach(row -> rows.put(row.name(), row));
        return rows;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("name"),
                row.getString("locked_by"),
                Utc.read(row, "locked_at"),
                Utc.read(row, "lock_until"),
                row.getInt("held") == 1);
    }

    /** A lock, and who held it last. */
    record Row(String name, String owner, Instant since, Instant until, boolean isHeld) {

        boolean isOurs() {
            return LockOwner.parse(owner) != null;
        }

        String hold() {
            return LockOwner.hold(name, owner, until);
        }
    }
}
