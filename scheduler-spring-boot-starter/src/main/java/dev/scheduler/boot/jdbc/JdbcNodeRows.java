package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.NodeBeat;
import dev.scheduler.boot.cluster.NodeRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The nodes' signs of life, in a database. Safe for use by any thread. */
public final class JdbcNodeRows implements NodeRows {

    static final List<Column> COLUMNS = List.of(
            Column.text("id"), Column.number("beats"), Column.number("lease_millis"), Column.time("started_at"));

    private final Database database;
    private final String table;

    /** Beats in a database. */
    public JdbcNodeRows(Database database) {
        this.database = database;
        this.table = database.tables().node();
    }

    @Override
    public long beat(String node, Duration lease) {
        return database.call(connection -> {
            String next = "UPDATE " + table + " SET beats = beats + 1, lease_millis = ? WHERE id = ?";
            if (database.update(connection, next, lease.toMillis(), node) == 0) {
                return first(connection, node, lease);
            }
            List<Long> beats = database.query(
                    connection, row -> row.getLong(1), "SELECT beats FROM " + table + " WHERE id = ?", node);
            return beats.isEmpty() ? first(connection, node, lease) : beats.get(0);
        });
    }

    private long first(Connection connection, String node, Duration lease) throws SQLException {
        String first = "INSERT INTO " + table + " (id, beats, lease_millis, started_at) VALUES (?, 1, ?, "
                + database.dialect().utc() + ")";
        database.update(connection, first, node, lease.toMillis());
        return 1;
    }

    @Override
    public List<NodeBeat> all() {
        String sql = "SELECT id, beats, lease_millis FROM " + table;
        return database.call(connection -> database.query(
                connection,
                row -> new NodeBeat(
                        row.getString("id"), row.getLong("beats"), Duration.ofMillis(row.getLong("lease_millis"))),
                sql));
    }

    @Override
    public boolean strike(NodeBeat seen) {
        String sql = "DELETE FROM " + table + " WHERE id = ? AND beats = ?";
        return database.call(connection -> database.update(connection, sql, seen.node(), seen.beats())) == 1;
    }

    @Override
    public void leave(String node) {
        database.call(connection -> database.update(connection, "DELETE FROM " + table + " WHERE id = ?", node));
    }

    @Override
    public Instant now() {
        return database.call(database::now).toInstant(ZoneOffset.UTC);
    }
}
