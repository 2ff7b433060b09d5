package dev.scheduler.boot.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes' signs of life, and what the death of a node means for what it ran. Safe for use by any thread. */
public final class NodeBeats {

    private final Database database;
    private final String nodes;
    private final String executions;

    /** Beats in a database. */
    public NodeBeats(Database database) {
        this.database = database;
        this.nodes = database.tables().node();
        this.executions = database.tables().execution();
    }

    /**
     * Gives a sign of life.
     *
     * @return whether the node was known; if not, this is its first, or it has been judged dead
     */
    public boolean beat(String node, Duration lease, Instant now) {
        return database.call(connection -> {
            String next = "UPDATE " + nodes + " SET beats = beats + 1, lease_millis = ? WHERE id = ?";
            boolean known = database.update(connection, next, lease.toMillis(), node) == 1;
            if (!known) {
                String first = "INSERT INTO " + nodes + " (id, beats, lease_millis, started_at) VALUES (?, 1, ?, ?)";
                database.update(connection, first, node, lease.toMillis(), Utc.of(now));
            }
            return known;
        });
    }

    /** All nodes that have not been judged dead. */
    public List<NodeBeat> all() {
        String sql = "SELECT id, beats, lease_millis FROM " + nodes;
        return database.call(connection -> database.query(
                connection,
                row -> new NodeBeat(
                        row.getString("id"), row.getLong("beats"), Duration.ofMillis(row.getLong("lease_millis"))),
                sql));
    }

    /** Strikes a node off the list, unless it has beaten since it was seen. To be followed by {@link #loseOrphans}. */
    public boolean strike(NodeBeat seen) {
        String sql = "DELETE FROM " + nodes + " WHERE id = ? AND beats = ?";
        return database.call(connection -> database.update(connection, sql, seen.node(), seen.beats())) == 1;
    }

    /** Whether the database answers, as far as is known. */
    public boolean areAnswered() {
        return !database.outage().isOn();
    }

    /** Takes a node off the list that stops in good order. */
    public void leave(String node) {
        database.call(connection -> database.update(connection, "DELETE FROM " + nodes + " WHERE id = ?", node));
    }

    /** What ran on nodes that are not on the list becomes {@code LOST}. Returns how many there were. */
    public int loseOrphans(Instant now) {
        String sql = "UPDATE " + executions + " SET state = 'LOST', ended_at = ?, detail = 'its node died'"
                + " WHERE state = 'RUNNING' AND NOT EXISTS (SELECT 1 FROM " + nodes + " n WHERE n.id = " + executions
                + ".node)";
        return database.call(connection -> database.update(connection, sql, Utc.of(now)));
    }

    /** What runs on a node by the table but is not known to its process becomes {@code LOST}. Returns how many. */
    public int loseUnknown(String node, Claims claims, Instant now) {
        String running = "SELECT id FROM " + executions + " WHERE state = 'RUNNING' AND node = ?";
        return database.call(connection -> {
            Set<String> unknown = new HashSet<>(database.query(connection, row -> row.getString(1), running, node));
            unknown.removeIf(claims::isOpen);
            return lose(connection, node, unknown, now);
        });
    }

    private int lose(Connection connection, String node, Set<String> ids, Instant now) throws SQLException {
        String sql = "UPDATE " + executions + " SET state = 'LOST', ended_at = ?, detail = 'its node does not know it'"
                + " WHERE id = ? AND state = 'RUNNING' AND node = ?";
        int lost = 0;
        for (String id : ids) {
            lost += database.update(connection, sql, Utc.of(now), id, node);
        }
        return lost;
    }

    /** How far the database's clock is ahead of a clock of ours, to half of the time that asking takes. */
    public Duration offset(InstantSource clock) {
        return database.call(connection -> {
            Instant before = clock.instant();
            LocalDateTime time = database.query(
                            connection,
                            row -> row.getObject(1, LocalDateTime.class),
                            database.dialect().now())
                    .get(0);
            Duration asking = Duration.between(before, clock.instant());
            return Duration.between(before.plus(asking.dividedBy(2)), time.toInstant(ZoneOffset.UTC));
        });
    }
}
