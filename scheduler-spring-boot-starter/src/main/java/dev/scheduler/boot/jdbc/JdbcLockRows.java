package dev.scheduler.boot.jdbc;

import dev.scheduler.LockHolder;
import dev.scheduler.lock.LockRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The locks named after tasks, as rows of ShedLock's table. */
public final class JdbcLockRows implements LockRows {

    private static final List<Column> HOLD =
            List.of(Column.text("name"), Column.text("locked_by"), Column.number("micros"), Column.number("of_claim"));

    private static final String IS_THEIRS = "e.locked_by = v.locked_by";

    private final Database database;
    private final LockTable table;

    /** Locks in a database. */
    public JdbcLockRows(Database database) {
        this.database = database;
        this.table = new LockTable(database);
    }

    private String isHeld() {
        return "NOT " + table.isFree();
    }

    private String mayGoOn() {
        return "(" + isHeld() + " AND " + IS_THEIRS + ") OR (v.of_claim = 1 AND (" + table.isFree() + " OR "
                + LockTable.isOurs() + "))";
    }

    /** What is free goes to who asks; what another claim of ours holds stays its own, for longer. The end comes last. */
    private List<Assignment> extending() {
        Dialect dialect = database.dialect();
        String now = dialect.shedLockNow();
        String isHeld = isHeld();
        String end = dialect.later(now, "v.micros");
        return List.of(
                new Assignment("locked_by", "CASE WHEN " + isHeld + " THEN e.locked_by ELSE v.locked_by END"),
                new Assignment("locked_at", "CASE WHEN " + isHeld + " THEN e.locked_at ELSE " + now + " END"),
                new Assignment(
                        "lock_until", "CASE WHEN e.lock_until > " + end + " THEN e.lock_until ELSE " + end + " END"));
    }

    @Override
    public @Nullable String take(Key key, Duration length) {
        LockTable.Row row = database.call(
                        connection -> new Taken(table.take(connection, key.name(), key.owner(), length)))
                .inTheWay();
        return row == null ? null : row.hold();
    }

    @Override
    public Set<Key> extend(Collection<Extension> extensions) {
        Set<Key> held = new HashSet<>();
        for (List<Extension> apart : apart(extensions)) {
            for (List<Extension> chunk : Batch.chunks(apart)) {
                held.addAll(database.call(connection -> extend(connection, chunk)));
            }
        }
        return held;
    }

    /** Again, where a claim's row was missing or has become free meanwhile. */
    private Set<Key> extend(Connection connection, List<Extension> extensions) throws SQLException {
        for (int round = 0; round < LockTable.MOST_ROUNDS; round++) {
            if (send(connection, extensions) == extensions.size()) {
                return extensions.stream().map(Extension::key).collect(Collectors.toSet());
            }
            Map<String, LockTable.Row> rows = table.rows(connection, names(extensions));
            if (extensions.stream().noneMatch(extension -> isToBeHad(extension, rows.get(name(extension))))) {
                return held(extensions, rows);
            }
            table.make(connection, missing(extensions, rows));
        }
        throw table.changesHands(names(extensions));
    }

    private static boolean isToBeHad(Extension extension, LockTable.@Nullable Row row) {
        return extension.ofClaim() && (row == null || !row.isHeld());
    }

    private static List<String> missing(List<Extension> extensions, Map<String, LockTable.Row> rows) {
        return extensions.stream()
                .filter(extension -> extension.ofClaim() && !rows.containsKey(name(extension)))
                .map(JdbcLockRows::name)
                .toList();
    }

    private int send(Connection connection, List<Extension> extensions) throws SQLException {
        return table.change(connection, batch(extensions), extending(), mayGoOn());
    }

    private static Set<Key> held(List<Extension> extensions, Map<String, LockTable.Row> rows) {
        return extensions.stream()
                .filter(extension -> isHeld(extension, rows.get(name(extension))))
                .map(Extension::key)
                .collect(Collectors.toSet());
    }

    private static boolean isHeld(Extension extension, LockTable.@Nullable Row row) {
        if (row == null || !row.isHeld()) {
            return false;
        }
        return row.owner().equals(extension.key().owner()) || (extension.ofClaim() && row.isOurs());
    }

    @Override
    public void release(Collection<Key> keys) {
        List<Extension> ends = keys.stream()
                .map(key -> new Extension(key, Duration.ZERO, false))
                .toList();
        List<Assignment> ending =
                List.of(new Assignment("lock_until", database.dialect().shedLockNow()));
        for (List<Extension> apart : apart(ends)) {
            for (List<Extension> chunk : Batch.chunks(apart)) {
                database.call(
                        connection -> table.change(connection, batch(chunk), ending, isHeld() + " AND " + IS_THEIRS));
            }
        }
    }

    /** Each name once in a list, as a statement changes a row once; in the order of the names. */
    private static List<List<Extension>> apart(Collection<Extension> extensions) {
        List<Map<String, Extension>> apart = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Extension extension : extensions) {
            int before = counts.merge(name(extension), 1, Integer::sum) - 1;
            if (before == apart.size()) {
                apart.add(new TreeMap<>());
            }
            apart.get(before).put(name(extension), extension);
        }
        return apart.stream().map(each -> List.copyOf(each.values())).toList();
    }

    private static Batch batch(List<Extension> extensions) {
        return new Batch(HOLD, extensions.stream().map(JdbcLockRows::values).toList());
    }

    private static @Nullable Object[] values(Extension extension) {
        return new Object[] {
            name(extension), extension.key().owner(), Dialect.micros(extension.length()), extension.ofClaim() ? 1L : 0L
        };
    }

    private static List<String> names(List<Extension> extensions) {
        return extensions.stream().map(JdbcLockRows::name).toList();
    }

    private static String name(Extension extension) {
        return extension.key().name();
    }

    @Override
    public @Nullable LockHolder holder(String name) {
        LockTable.Row row = database.call(connection ->
                        new Taken(table.rows(connection, List.of(name)).get(name)))
                .inTheWay();
        return row == null || !row.isHeld()
                ? null
                : new LockHolder(name, row.owner(), row.since(), row.until());
    }

    @Override
    public boolean expire(String name) {
        return database.call(connection -> table.expire(connection, name));
    }

    @Override
    public boolean areOpen() {
        return true;
    }

    /** A row, if there is one. */
    private record Taken(LockTable.@Nullable Row inTheWay) {}
}
