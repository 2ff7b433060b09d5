package dev.scheduler.boot.jdbc;

import dev.scheduler.lock.ClaimStore.Request;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the locks named after tasks in ShedLock's own table, so that plain users of ShedLock keep out of what we run, and we
 * out of what they run. A lock is taken where it is free. Where one of our own nodes holds it, the claim has decided already:
 * it is prolonged at most, and stays its holder's, whose overlap lock it may be.
 */
final class ShedLockRows {

    private static final Duration MOST = Duration.ofSeconds(60);

    /** A lock ends so long before the following scheduled time, as nodes' clocks may be apart. */
    private static final Duration AHEAD = Duration.ofMillis(300);

    private static final int MOST_ROUNDS = 10;

    private static final List<Column> WANTED =
            List.of(Column.text("name"), Column.time("lock_until"), Column.text("locked_by"));
    private final Database database;
    private final Dialect dialect;
    private final String table;
    private final String node;
    private final LockTable locks;
    private final String isFree;
    private final String isOpen;
    private final String isOfOurs;
    private final List<Assignment> taking;

    ShedLockRows(Database database, String node) {
        this.database = database;
        this.dialect = database.dialect();
        this.table = database.tables().shedLock();
        this.node = node;
        this.locks = new LockTable(database, node);
        this.isFree = "e.lock_until <= " + dialect.shedLockNow();
        this.isOpen = isFree + " OR EXISTS (SELECT 1 FROM " + database.tables().node() + " n WHERE n.id = e.locked_by)";
        this.isOfOurs = "EXISTS (SELECT 1 FROM " + database.tables().execution()
                + " x WHERE x.task = e.name AND x.node = e.locked_by)";
        this.taking = taking();
    }

    /** The end comes last: MySQL may read what it has assigned already. */
    private List<Assignment> taking() {
        String following = dialect.toShedLock("v.lock_until");
        String latest = dialect.plus(dialect.shedLockNow(), MOST);
        String end = "CASE WHEN " + following + " < " + latest + " THEN " + following + " ELSE " + latest + " END";
        return List.of(
                new Assignment("locked_by", "CASE WHEN " + isFree + " THEN v.locked_by ELSE e.locked_by END"),
                new Assignment(
                        "locked_at",
                        "CASE WHEN " + isFree + " THEN " + dialect.shedLockNow() + " ELSE e.locked_at END"),
                new Assignment(
                        "lock_until",
                        "CASE WHEN NOT " + isFree + " AND e.lock_until > " + end + " THEN e.lock_until ELSE " + end
                                + " END"));
    }

    /**
     * Takes the locks of tasks until shortly before each one's following scheduled time, a minute at most: all in one statement, as long as
     * each has its row and no foreigner holds it.
     *
     * @return the foreigners that hold locks, by task
     */
    Map<String, String> take(Collection<Request> requests) {
        SortedMap<String, Request> wanted = new TreeMap<>();
        requests.forEach(request -> wanted.merge(request.execution().task(), request, ShedLockRows::later));
        Map<String, String> refused = new HashMap<>();
        for (List<Request> chunk : Batch.chunks(List.copyOf(wanted.values()))) {
            refused.putAll(database.call(connection -> take(connection, chunk)));
        }
        return refused;
    }

    private static Request later(Request one, Request other) {
        return one.execution().scheduledTime().isAfter(other.execution().scheduledTime()) ? one : other;
    }

    /** Nothing counts as taken unless one statement took all that is not refused. */
    private Map<String, String> take(Connection connection, List<Request> requests) throws SQLException {
        Map<String, String> refused = new HashMap<>();
        List<Request> left = requests;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (left.isEmpty() || update(connection, left) == left.size()) {
                return refused;
            }
            Set<String> held = new HashSet<>();
            for (Row row : inTheWay(connection, left)) {
                held.add(row.task());
                if (!row.ofOurs()) {
                    refused.put(row.task(), row.hold());
                }
            }
            left = left.stream()
                    .filter(request -> !held.contains(request.execution().task()))
                    .toList();
        }
        throw new SQLTransientException("rows of " + table + " keep changing hands: " + tasks(left));
    }

    private int update(Connection connection, List<Request> requests) throws SQLException {
        Batch batch = new Batch(WANTED, requests.stream().map(this::wanted).toList());
        String sql = dialect.update(
                table,
                dialect.source(batch, table),
                taking,
                "e.name = v.name AND (" + isOpen + " OR e.locked_by = ?)",
                database.patience());
        return database.update(connection, sql, batch, node);
    }

    private @Nullable Object[] wanted(Request request) {
        Instant following = request.following();
        return new @Nullable Object[] {
            request.execution().task(), following == null ? null : Utc.of(following.minus(AHEAD)), node
        };
    }

    /**
     * The locks that were left out. Rows that are missing are made, held by nobody. What a node of ours held when it went
     * keeps nobody of ours out, and is nobody's to take either before its end.
     */
    private List<Row> inTheWay(Connection connection, List<Request> requests) throws SQLException {
        List<Row> rows = rows(connection, tasks(requests));
        Set<String> missing = new TreeSet<>(tasks(requests));
        rows.forEach(row -> missing.remove(row.task()));
        locks.make(connection, missing);
        return rows.stream().filter(row -> !row.open()).toList();
    }

    private List<Row> rows(Connection connection, List<String> tasks) throws SQLException {
        Batch names = new Batch(
                List.of(Column.text("name")),
                tasks.stream().map(task -> new Object[] {task}).toList());
        String sql = "SELECT e.name, e.locked_by, " + dialect.fromShedLock("e.lock_until")
                + " AS lock_until, CASE WHEN " + isOpen + " THEN 1 ELSE 0 END AS open, CASE WHEN " + isOfOurs
                + " THEN 1 ELSE 0 END AS of_ours FROM "
                + dialect.source(names, table) + " v JOIN " + table + " e ON e.name = v.name";
        return database.query(connection, this::read, sql, names);
    }

    private Row read(ResultSet row) throws SQLException {
        String holder = row.getString("locked_by");
        boolean open = row.getInt("open") == 1 || holder.equals(node);
        return new Row(row.getString("name"), holder, Utc.read(row, "lock_until"), open, row.getInt("of_ours") == 1);
    }

    private record Row(String task, String holder, Instant until, boolean open, boolean ofOurs) {

        String hold() {
            return holder + " holds the lock " + task + " until " + until;
        }
    }

    private static List<String> tasks(Collection<Request> requests) {
        return requests.stream().map(request -> request.execution().task()).toList();
    }
}
