package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.ClaimLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the locks named after tasks in ShedLock's own table. A lock is taken where it is free. Where an execution of ours
 * holds it, the claim has decided already: it is prolonged at most, and stays its holder's, whose overlap lock it may be.
 */
public final class JdbcClaimLocks implements ClaimLocks {

    private static final Duration MOST = Duration.ofSeconds(60);

    /** A lock ends so long before the following scheduled time, as nodes' clocks may be apart. */
    private static final Duration AHEAD = Duration.ofMillis(300);

    private static final List<Column> WANTED =
            List.of(Column.text("name"), Column.time("lock_until"), Column.text("locked_by"));

    private final Database database;
    private final LockTable table;

    /** Locks in a database. */
    public JdbcClaimLocks(Database database) {
        this.database = database;
        this.table = new LockTable(database);
    }

    /** The end comes last: MySQL may read what it has assigned already. */
    private List<Assignment> taking() {
        Dialect dialect = database.dialect();
        String isFree = table.isFree();
        String now = dialect.shedLockNow();
        String following = dialect.toShedLock("v.lock_until");
        String latest = dialect.plus(now, MOST);
        String end = "CASE WHEN " + following + " < " + latest + " THEN " + following + " ELSE " + latest + " END";
        return List.of(
                new Assignment("locked_by", "CASE WHEN " + isFree + " THEN v.locked_by ELSE e.locked_by END"),
                new Assignment("locked_at", "CASE WHEN " + isFree + " THEN " + now + " ELSE e.locked_at END"),
                new Assignment(
                        "lock_until",
                        "CASE WHEN NOT " + isFree + " AND e.lock_until > " + end + " THEN e.lock_until ELSE " + end
                                + " END"));
    }

    /** All in one statement, as long as each has its row and no foreigner holds it. */
    @Override
    public Map<String, String> take(Collection<Wanted> wanted) {
        SortedMap<String, Wanted> byTask = new TreeMap<>();
        wanted.forEach(each -> byTask.merge(each.task(), each, JdbcClaimLocks::longer));
        Map<String, String> refused = new HashMap<>();
        for (List<Wanted> chunk : Batch.chunks(List.copyOf(byTask.values()))) {
            refused.putAll(database.call(connection -> take(connection, chunk)));
        }
        return refused;
    }

    private static Wanted longer(Wanted one, Wanted other) {
        Instant end = one.following();
        Instant otherEnd = other.following();
        return otherEnd == null || (end != null && otherEnd.isAfter(end)) ? other : one;
    }

    /**
     * Nothing counts as taken unless one statement took all that is not refused. Where it says that it changed fewer, the rows
     * tell: some drivers do not count those that keep their values.
     */
    private Map<String, String> take(Connection connection, List<Wanted> wanted) throws SQLException {
        Map<String, String> refused = new HashMap<>();
        List<Wanted> left = wanted;
        for (int round = 0; round < LockTable.MOST_ROUNDS; round++) {
            if (left.isEmpty() || update(connection, left) == left.size()) {
                return refused;
            }
            Map<String, LockTable.Row> rows = table.rows(connection, tasks(left));
            if (left.stream().allMatch(each -> isTaken(each, rows.get(each.task())))) {
                return refused;
            }
            makeMissing(connection, left, rows);
            refused.putAll(inTheWay(rows));
            left = left.stream()
                    .filter(each -> !refused.containsKey(each.task()))
                    .toList();
        }
        throw table.changesHands(tasks(left));
    }

    /** An end that has passed already is set all the same. */
    private static boolean isTaken(Wanted wanted, LockTable.@Nullable Row row) {
        return row != null && (row.isHeld() ? row.isOurs() : row.owner().equals(wanted.owner()));
    }

    private int update(Connection connection, List<Wanted> wanted) throws SQLException {
        Batch batch =
                new Batch(WANTED, wanted.stream().map(JdbcClaimLocks::values).toList());
        return table.change(connection, batch, taking(), table.isFree() + " OR " + LockTable.isOurs());
    }

    private static @Nullable Object[] values(Wanted wanted) {
        Instant following = wanted.following();
        Instant until = following == null || following.isAfter(Utc.LAST) ? null : following.minus(AHEAD);
        return new @Nullable Object[] {wanted.task(), Utc.ofNullable(until), wanted.owner()};
    }

    /** Held by nobody. */
    private void makeMissing(Connection connection, List<Wanted> wanted, Map<String, LockTable.Row> rows)
            throws SQLException {
        Set<String> missing = tasks(wanted);
        missing.removeAll(rows.keySet());
        table.make(connection, missing);
    }

    /** What foreigners hold. */
    private static Map<String, String> inTheWay(Map<String, LockTable.Row> rows) {
        return rows.values().stream()
                .filter(row -> row.isHeld() && !row.isOurs())
                .collect(Collectors.toMap(LockTable.Row::name, LockTable.Row::hold));
    }

    private static Set<String> tasks(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::task).collect(Collectors.toSet());
    }
}
