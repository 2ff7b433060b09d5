package dev.scheduler.boot.jdbc;

import dev.scheduler.boot.cluster.PurgeRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Forgets what is too old or too much, a task at a time and in small transactions, each on a connection that goes back to its
 * pool. What has not ended stays, and so do the last success and the last failure of a task, and whatever its mark has not
 * passed: that still forbids a second start, or answers for a scheduled time. What is deleted forbids it by the mark of the
 * purge.
 */
public final class JdbcPurge implements PurgeRows {

    /** So many rows of a task are read at the most: no more skips need be kept. */
    private static final int MOST_SKIPS = 1_000;

    /** By what part of what it keeps a task may have too much before it is looked at: so few statements are needed. */
    private static final int SLACK = 10;

    private final Database database;
    private final Turn turn;
    private final TaskPurge tasks;
    private final SkipMerge merge;
    private final Leftovers leftovers;
    private final int runs;
    private final int skips;
    private final Duration kept;

    /** What there was of tasks of which nothing could be deleted. */
    private final Map<String, Crowd> inVain = new ConcurrentHashMap<>();

    /** How many skips there were of tasks, when they had been merged last. */
    private final Map<String, Long> merged = new ConcurrentHashMap<>();

    /**
     * @param node the id of this process
     * @param runs the most to keep of a task, at least 1
     * @param kept how long to keep anything
     */
    public JdbcPurge(Database database, String node, int runs, Duration kept) {
        if (runs < 1) {
            throw new IllegalArgumentException("A task's history keeps at least 1 execution, not " + runs);
        }
        this.database = database;
        this.turn = new Turn(database, node, database.tables().purgeLock(), database.threads()::nanoTime);
        this.runs = runs;
        this.skips = Math.max(runs, MOST_SKIPS);
        this.tasks = new TaskPurge(database, runs, skips);
        this.merge = new SkipMerge(database);
        this.leftovers = new Leftovers(database);
        this.kept = kept;
    }

    /** A purge that takes longer than its period stays alone all the same. */
    @Override
    public long inTurn(Duration period) {
        if (!turn.take(period)) {
            return 0;
        }
        long purged = all(() -> turn.keep(period));
        if (turn.keep(period)) {
            leftovers.delete(Age.of(database.call(database::now), kept));
        }
        return purged;
    }

    /** Purges the rows of all tasks for as long as a condition holds. */
    long all(BooleanSupplier goesOn) {
        Age age = Age.of(database.call(database::now), kept);
        Map<String, Crowd> crowds = crowds(age);
        inVain.entrySet().removeIf(each -> !each.getValue().equals(crowds.get(each.getKey())));
        merged.keySet().retainAll(crowds.keySet());
        long purged = 0;
        for (Map.Entry<String, Crowd> each : crowds.entrySet()) {
            if (!goesOn.getAsBoolean()) {
                return purged;
            }
            purged += merge(each.getKey(), each.getValue(), goesOn);
            purged += delete(each.getKey(), each.getValue(), age, goesOn);
        }
        return purged;
    }

    private long delete(String task, Crowd crowd, Age age, BooleanSupplier goesOn) {
        if (inVain.containsKey(task) || !isTooMuch(crowd)) {
            return 0;
        }
        long deleted = tasks.purge(task, age, goesOn);
        if (deleted == 0) {
            inVain.put(task, crowd);
        }
        return deleted;
    }

    private boolean isTooMuch(Crowd crowd) {
        return crowd.runs() > runs + runs / SLACK
                || crowd.skips() > skips + skips / SLACK
                || crowd.aged() > (crowd.runs() + crowd.skips()) / (2 * SLACK);
    }

    /** A task is looked at again when there are some more skips, or fewer. */
    private long merge(String task, Crowd crowd, BooleanSupplier goesOn) {
        Long before = merged.get(task);
        long more = crowd.records() - (before == null ? 0 : before);
        if (crowd.records() < 2 || (before != null && more >= 0 && more < SLACK)) {
            return 0;
        }
        long gone = merge.merge(task, goesOn);
        merged.put(task, crowd.records() - gone);
        return gone;
    }

    /** What there is of the tasks that may have something to purge. */
    private Map<String, Crowd> crowds(Age age) {
        Map<String, Crowd> crowds = new HashMap<>();
        Reach reach = Reach.ofAll(age);
        String isRecord = TaskPurge.IS_SKIP + " AND e.claim = '" + ExecutionRow.CLAIM + "'";
        String sql = "SELECT * FROM (SELECT e.task AS task, " + sum("NOT " + TaskPurge.IS_SKIP) + " AS runs, "
                + sum(TaskPurge.IS_SKIP) + " AS skips, " + sum(isRecord) + " AS records, "
                + sum("e.scheduled_time < ?") + " AS aged FROM "
                + database.tables().execution() + " e LEFT JOIN "
                + database.tables().task() + " t ON t.name = e.task WHERE " + reach.condition()
                + " GROUP BY e.task) c WHERE runs > ? OR skips > ? OR records > 1 OR aged > 0";
        List<Object> parameters = new ArrayList<>(List.of(age.latest()));
        parameters.addAll(reach.parameters());
        parameters.addAll(List.of(runs, skips));
        database.call(connection -> database.query(
                connection, row -> crowds.put(row.getString("task"), crowd(row)), sql, parameters.toArray()));
        return crowds;
    }

    private static String sum(String condition) {
        return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    private static Crowd crowd(ResultSet row) throws SQLException {
        return new Crowd(row.getLong("runs"), row.getLong("skips"), row.getLong("records"), row.getLong("aged"));
    }

    /**
     * What there is of a task that could go. While it stays the same there is nothing to delete that there was not before: as
     * long as the last success or failure is old, a task would otherwise be looked at each time.
     *
     * @param records those skips that are records of the cluster
     * @param aged how many rows are too old
     */
    private record Crowd(long runs, long skips, long records, long aged) {}
}
