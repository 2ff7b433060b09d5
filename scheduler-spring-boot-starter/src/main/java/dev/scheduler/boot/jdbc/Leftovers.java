package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.TaskMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Deletes what nobody needs any more, beside executions: what people did long ago, pauses that are over, tasks that are gone. */
final class Leftovers {

    private final Database database;
    private final Tables tables;

    Leftovers(Database database) {
        this.database = database;
        this.tables = database.tables();
    }

    /** Each in a transaction of its own. */
    void delete(Age age) {
        database.call(connection -> operations(connection, age));
        database.call(connection -> pauses(connection, age));
        database.call(connection -> tasks(connection, age));
    }

    private int operations(Connection connection, Age age) throws SQLException {
        return database.update(
                connection, "DELETE FROM " + tables.operation() + " WHERE happened_at < ?", age.latest());
    }

    /**
     * A pause is needed until all tasks that it concerns are judged beyond its end: those that have a schedule, or had one. A
     * task whose mark has stood still since long ago is run by nobody, and keeps none.
     */
    private int pauses(Connection connection, Age age) throws SQLException {
        String end = "CASE WHEN ended_at IS NULL OR ends_at < ended_at THEN ends_at ELSE ended_at END";
        String isJudged = "(" + TaskTable.HAS_SCHEDULE + " OR EXISTS (SELECT 1 FROM " + tables.endedSchedule()
                + " s WHERE s.task = t.name))";
        String sql = "DELETE FROM " + tables.pause() + " WHERE (ended_at IS NOT NULL OR ends_at <= "
                + database.dialect().utc() + ") AND NOT EXISTS (SELECT 1 FROM " + tables.task()
                + " t WHERE (scope = '*' OR scope = t.name) AND t.accounted_until <= " + end
                + " AND (t.accounted_until >= ? OR t.since >= ?) AND " + isJudged + ")";
        return database.update(connection, sql, age.latest(), age.latest());
    }

    /** A task that nobody has had for so long that none of its times could be claimed any more, and of which nothing is left. */
    private int tasks(Connection connection, Age age) throws SQLException {
        String task = tables.task();
        String sql = "DELETE FROM " + task + " WHERE schedule = '" + TaskMark.NO_SCHEDULE
                + "' AND since < ? AND accounted_until < ? AND purged_until < ? AND NOT EXISTS (SELECT 1 FROM "
                + tables.execution() + " e WHERE e.task = " + task + ".name) AND NOT EXISTS (SELECT 1 FROM "
                + tables.endedSchedule() + " s WHERE s.task = " + task + ".name)";
        LocalDateTime before = age.unclaimable();
        return database.update(connection, sql, before, before, before);
    }
}
